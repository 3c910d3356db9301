using System.Text.Json;

namespace Aios.Cli.Configuration;

/// <summary>Reads an object of a settings file, and writes down every mistake in it instead of stopping at the first.</summary>
/// <param name="at">Where the object stands, for the mistakes.</param>
sealed class ObjectReader(JsonElement element, string file, string at, ICollection<string> mistakes)
{
    public string File => file;

    public IEnumerable<string> Names => element.EnumerateObject().Select(member => member.Name).Distinct();

    /// <summary>The document of a file; null when it is no JSON object.</summary>
    public static ObjectReader? Open(JsonElement document, string file, ICollection<string> mistakes)
    {
        if (document.ValueKind == JsonValueKind.Object)
        {
            return new(document, file, "", mistakes);
        }

        mistakes.Add($"{file} holds no JSON object.");
        return null;
    }

    public void Mistake(string name, string what) => mistakes.Add($"{file}: {Path(name)} {what}");

    /// <summary>Members that are there twice are mistakes.</summary>
    public void RefuseTwins()
    {
        foreach (var twin in element.EnumerateObject().GroupBy(member => member.Name).Where(members => members.Count() > 1))
        {
            Mistake(twin.Key, "is there more than once.");
        }
    }

    /// <summary>So are members that nobody knows.</summary>
    public void Know(params IReadOnlyCollection<string> known)
    {
        RefuseTwins();
        foreach (var name in Names.Except(known))
        {
            Mistake(name, $"is not known; here there can be {string.Join(", ", known)}.");
        }
    }

    public string? Text(string name) => Read(name, JsonValueKind.String, "a text")?.GetString()?.Trim() switch
    {
        null => null,
        "" => Wrong<string>(name, "a text that is not empty"),
        var text => text,
    };

    public bool? Flag(string name) => Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => WrongValue<bool>(name, "true or false"),
    };

    public int? Whole(string name, int least, int most) => Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var value) && value >= least && value <= most => value,
        _ => WrongValue<int>(name, $"a whole number from {least} to {most}"),
    };

    public double? Number(string name, double least, double most) => Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) && value >= least && value <= most => value,
        _ => WrongValue<double>(name, FormattableString.Invariant($"a number from {least} to {most}")),
    };

    /// <summary>An amount that is more than nothing.</summary>
    public decimal? Dollars(string name) => Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out var value) && value is > 0 and <= 1_000_000 => value,
        _ => WrongValue<decimal>(name, "dollars, more than 0 and at most 1000000"),
    };

    /// <summary>A list of texts that are not empty.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        if (Read(name, JsonValueKind.Array, "a list of texts") is not { } list)
        {
            return null;
        }

        var texts = list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()?.Trim() : null).ToList();
        return texts.TrueForAll(text => text is { Length: > 0 }) ? texts.OfType<string>().ToList() : Wrong<IReadOnlyList<string>>(name, "a list of texts that are not empty");
    }

    public TimeSpan? Seconds(string name) => Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) && value is >= 0.001 and <= 86_400 => TimeSpan.FromSeconds(value),
        _ => WrongValue<TimeSpan>(name, "seconds from 0.001 to 86400"),
    };

    public ObjectReader? Object(string name) =>
        Read(name, JsonValueKind.Object, "an object") is { } inner ? new(inner, file, Path(name), mistakes) : null;

    public IReadOnlyList<ObjectReader> Objects(string name)
    {
        List<ObjectReader> objects = [];
        foreach (var (index, item) in Read(name, JsonValueKind.Array, "a list of objects")?.EnumerateArray().Index() ?? [])
        {
            var place = $"{name}[{index}]";
            if (item.ValueKind == JsonValueKind.Object)
            {
                objects.Add(new(item, file, Path(place), mistakes));
            }
            else
            {
                Mistake(place, "should be an object.");
            }
        }

        return objects;
    }

    /// <summary>A member as it was written, for whoever reads it.</summary>
    public string? Raw(string name) => Member(name)?.GetRawText();

    JsonElement? Read(string name, JsonValueKind kind, string what) => Member(name) switch
    {
        null => null,
        { } member when member.ValueKind == kind => member,
        _ => WrongValue<JsonElement>(name, what),
    };

    JsonElement? Member(string name) => element.TryGetProperty(name, out var member) ? member : null;

    T? Wrong<T>(string name, string what)
        where T : class
    {
        Mistake(name, $"should be {what}.");
        return null;
    }

    T? WrongValue<T>(string name, string what)
        where T : struct
    {
        Mistake(name, $"should be {what}.");
        return null;
    }

    string Path(string name) => at.Length == 0 ? name : $"{at}.{name}";
}
