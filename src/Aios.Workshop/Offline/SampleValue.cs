namespace Aios.Workshop.Offline;

/// <summary>Values that obey a field's rules, for tests written from a contract.</summary>
static class SampleValue
{
    /// <param name="number">From 1. Different numbers give different values wherever the rules leave room for that.</param>
    public static object? Of(IDictionary<string, object?> field, int number)
    {
        var label = (string)field["label"]!;
        return field["type"] switch
        {
            "text" or "long_text" => Text($"{label} {number}", field),
            "integer" => (long)Between(field, number),
            "number" => Between(field, number) + 0.5m <= Bound(field, "max", decimal.MaxValue) ? Between(field, number) + 0.5m : Between(field, number),
            "money" => Math.Min(Between(field, number) + 0.25m, Bound(field, "max", decimal.MaxValue)),
            "date" => new DateOnly(2030, 1, 1).AddDays(number).ToString("yyyy-MM-dd", null),
            "date_time" => new DateOnly(2030, 1, 1).AddDays(number).ToString("yyyy-MM-dd", null) + "T10:30:00",
            "yes_no" => number % 2 == 0,
            "choice" => Choice((IEnumerable<object?>)field["choices"]!, number),
            "reference" => (long)number,
            var type => throw new InvalidOperationException($"No sample for a field of type {type}."),
        };
    }

    static string Text(string text, IDictionary<string, object?> field)
    {
        var shortest = (int)Bound(field, "min_length", 0);
        var longest = (int)Bound(field, "max_length", int.MaxValue);
        var padded = text.PadRight(shortest, 'x');
        // The number is at the end: what has to be shortened loses its beginning.
        return padded.Length <= longest ? padded : padded[^longest..].Replace(' ', 'x');
    }

    static decimal Between(IDictionary<string, object?> field, int number)
    {
        var greatest = Math.Floor(Bound(field, "max", long.MaxValue));
        var bound = Bound(field, "min", greatest < 3 ? greatest - 9 : 0);
        var least = Math.Ceiling(bound);
        var room = greatest - least + 1;
        if (room < 1)
            return bound; // no whole number lies between the bounds
        return least + (room > 3 ? number : number - 1) % room;
    }

    static object? Choice(IEnumerable<object?> choices, int number)
    {
        object?[] all = [.. choices];
        return all[(number - 1) % all.Length];
    }

    static decimal Bound(IDictionary<string, object?> field, string name, decimal otherwise) =>
        field.TryGetValue(name, out var bound) && bound is not null ? Convert.ToDecimal(bound, null) : otherwise;
}
