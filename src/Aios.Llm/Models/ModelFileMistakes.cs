using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Aios.Llm.Models;

/// <summary>Finds every mistake of a file of models: a reader would stop at the first.</summary>
static class ModelFileMistakes
{
    const decimal DearestRate = 1_000_000; // beyond it, somebody has mixed up the units, and a cost could overflow

    /// <returns>A sentence for each.</returns>
    public static IReadOnlyList<string> In(JsonElement file)
    {
        List<string> mistakes = [];
        CheckShape(file, ModelFileJson.Default.ModelEntries, "", mistakes);
        if (file.ValueKind == JsonValueKind.Object && file.TryGetProperty("models", out var models) && models.ValueKind == JsonValueKind.Array)
        {
            CheckSense([.. models.EnumerateArray().Select(Readable)], mistakes);
        }

        return mistakes;
    }

    /// <summary>Null when its shape is wrong, which has been said by then.</summary>
    static ModelEntry? Readable(JsonElement entry)
    {
        try
        {
            return entry.Deserialize(ModelFileJson.Default.ModelEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static void CheckShape(JsonElement element, JsonTypeInfo type, string path, List<string> mistakes)
    {
        var found = mistakes.Count;
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when element.ValueKind == JsonValueKind.Object:
                CheckMembers(element, type, path, mistakes);
                break;
            case JsonTypeInfoKind.Enumerable when element.ValueKind == JsonValueKind.Array:
                foreach (var (index, item) in element.EnumerateArray().Index())
                {
                    CheckShape(item, type.Options.GetTypeInfo(type.ElementType!), $"{path}[{index}]", mistakes); // of a list
                }

                break;
            case JsonTypeInfoKind.Object:
                mistakes.Add($"{Place(path)} must be an object.");
                break;
            case JsonTypeInfoKind.Enumerable:
                mistakes.Add($"{Place(path)} must be a list.");
                break;
            default:
                if (WrongWith(element, type) is { } wrong)
                {
                    mistakes.Add($"{path} {wrong}");
                }

                break;
        }
    }

    static void CheckMembers(JsonElement element, JsonTypeInfo type, string path, List<string> mistakes)
    {
        var known = type.Properties.ToDictionary(property => property.Name);
        HashSet<string> said = [];
        foreach (var member in element.EnumerateObject())
        {
            var its = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (!known.TryGetValue(member.Name, out var property))
            {
                mistakes.Add($"{its} is not known; {Place(path)} has {string.Join(", ", known.Keys)}.");
            }
            else if (!said.Add(member.Name))
            {
                mistakes.Add($"{its} is said twice.");
            }
            else
            {
                CheckShape(member.Value, type.Options.GetTypeInfo(property.PropertyType), its, mistakes);
            }
        }

        mistakes.AddRange(known.Values.Where(property => property.IsRequired && !said.Contains(property.Name))
            .Select(property => $"{Place(path)} lacks {property.Name}."));
    }

    /// <summary>Says what a single value should be; null when it is that.</summary>
    static string? WrongWith(JsonElement element, JsonTypeInfo type)
    {
        if (element.ValueKind == JsonValueKind.Null)
        {
            return "must not be null: what is unknown is left out.";
        }

        try
        {
            return element.Deserialize(type) switch
            {
                decimal rate when rate < 0 => "must not be negative.",
                decimal rate when rate > DearestRate => $"must not be more than {DearestRate.ToString(CultureInfo.InvariantCulture)} dollars.",
                int and <= 0 => "must be more than 0.",
                double and (<= 0 or >= 1) => "must be between 0 and 1: it is a chance.",
                string text when string.IsNullOrWhiteSpace(text) => "must not be empty.",
                _ => null,
            };
        }
        catch (JsonException)
        {
            return $"must be {Wanted(Nullable.GetUnderlyingType(type.Type) ?? type.Type)}, not {element.GetRawText()}.";
        }
    }

    static string Wanted(Type type) => type == typeof(bool) ? "true or false"
        : type == typeof(int) ? "a whole number"
        : type == typeof(decimal) || type == typeof(double) ? "a number"
        : type == typeof(DateOnly) ? "a day such as \"2026-08-21\""
        : type.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(type).Select(name => $"\"{JsonNamingPolicy.SnakeCaseLower.ConvertName(name)}\""))
        : "a text";

    /// <summary>What no single value shows.</summary>
    static void CheckSense(IReadOnlyList<ModelEntry?> entries, List<string> mistakes)
    {
        foreach (var (index, entry) in entries.Index().Where(each => each.Item is not null))
        {
            var prices = entry!.Prices ?? []; // not null: just filtered
            mistakes.AddRange(prices.Index().Where(each => IsReversed(each.Item))
                .Select(each => $"models[{index}].prices[{each.Index}] ends before it begins."));
            mistakes.AddRange(prices.Index().Where(each => prices.Take(each.Index).Any(other => Overlap(each.Item, other)))
                .Select(each => $"models[{index}].prices[{each.Index}] holds on the same days as a price before it; give one of them valid_from or valid_to."));
            if (entries.Take(index).Any(other => (other?.Provider, other?.Id) == (entry.Provider, entry.Id)))
            {
                mistakes.Add($"models[{index}] is {entry.Provider}/{entry.Id} again.");
            }
        }

        mistakes.AddRange(entries.Where(entry => entry?.Default == true).GroupBy(entry => entry!.Provider).Where(defaults => defaults.Skip(1).Any())
            .Select(defaults => $"{defaults.Key} has several defaults: {string.Join(", ", defaults.Select(entry => entry!.Id))}.")); // filtered above
    }

    static bool IsReversed(PriceEntry price) => price.ValidFrom > price.ValidTo;

    static bool Overlap(PriceEntry left, PriceEntry right) =>
        !IsReversed(left) && !IsReversed(right) && !(left.ValidTo < right.ValidFrom) && !(right.ValidTo < left.ValidFrom);

    static string Place(string path) => path.Length == 0 ? "the file" : path;
}
