using System.Text.Json;

namespace Aios.Llm.Routing;

/// <summary>Whether a value fits a JSON schema, as far as the words go that vendors take: types, properties, items, choices, bounds and references within the schema.</summary>
/// <remarks>What it does not know (formats, patterns, multiples) it lets pass, and so it does with words that are used in another way than the standard has them: the schema is not what is judged.</remarks>
static class SchemaFault
{
    const int Deepest = 64;

    /// <returns>What does not fit, and where; null where all does.</returns>
    public static string? Of(JsonElement value, JsonElement schema) => Of(value, schema, schema, "$", 0);

    static string? Of(JsonElement value, JsonElement schema, JsonElement root, string at, int depth)
    {
        if (depth > Deepest || schema.ValueKind != JsonValueKind.Object)
        {
            return schema.ValueKind == JsonValueKind.False ? $"{at} may not be there." : null;
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Find(reference, root) is { } found ? Of(value, found, root, at, depth + 1) : null;
        }

        return FaultOfType(value, schema, at)
            ?? FaultOfChoice(value, schema, at)
            ?? FaultOfBounds(value, schema, at)
            ?? FaultOfAlternatives(value, schema, root, at, depth)
            ?? (value.ValueKind == JsonValueKind.Object ? FaultOfMembers(value, schema, root, at, depth) : null)
            ?? (value.ValueKind == JsonValueKind.Array ? FaultOfItems(value, schema, root, at, depth) : null);
    }

    static string? FaultOfType(JsonElement value, JsonElement schema, string at)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            return null;
        }

        var fits = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(each => Is(value, each)) : Is(value, type);
        return fits ? null : $"{at} is {Name(value)} and no {type.ToString()}.";
    }

    static bool Is(JsonElement value, JsonElement type) => (type.ValueKind == JsonValueKind.String ? type.GetString() : null) switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && Math.Floor(number) == number, // 1.0 is one
        _ => true,
    };

    static string? FaultOfChoice(JsonElement value, JsonElement schema, string at) =>
        Items(schema, "enum") is { } choices && !choices.Any(choice => JsonElement.DeepEquals(choice, value)) ? $"{at} is none of the values that there are."
        : schema.TryGetProperty("const", out var only) && !JsonElement.DeepEquals(only, value) ? $"{at} is not {only.GetRawText()}."
        : null;

    static string? FaultOfBounds(JsonElement value, JsonElement schema, string at)
    {
        var (size, what) = value.ValueKind switch
        {
            JsonValueKind.Number => (value.GetDouble(), ""),
            JsonValueKind.String => (value.GetString()!.EnumerateRunes().Count(), "Length"), // a string: it has one
            JsonValueKind.Array => (value.GetArrayLength(), "Items"),
            _ => (double.NaN, ""),
        };
        var (least, most) = what.Length == 0 ? ("minimum", "maximum") : ($"min{what}", $"max{what}");
        return size < Number(schema, least) || (what.Length == 0 && size <= Number(schema, "exclusiveMinimum")) ? $"{at} is too {(what == "Items" ? "few items" : what.Length > 0 ? "short" : "small")}."
            : size > Number(schema, most) || (what.Length == 0 && size >= Number(schema, "exclusiveMaximum")) ? $"{at} is too {(what == "Items" ? "many items" : what.Length > 0 ? "long" : "great")}."
            : null;
    }

    static string? FaultOfAlternatives(JsonElement value, JsonElement schema, JsonElement root, string at, int depth)
    {
        foreach (var word in (string[])["anyOf", "oneOf"])
        {
            if (Items(schema, word) is { } alternatives && alternatives.All(each => Of(value, each, root, at, depth + 1) is not null))
            {
                return $"{at} fits none of its alternatives.";
            }
        }

        return Items(schema, "allOf")?.Select(each => Of(value, each, root, at, depth + 1)).FirstOrDefault(fault => fault is not null);
    }

    static string? FaultOfMembers(JsonElement value, JsonElement schema, JsonElement root, string at, int depth)
    {
        if (Items(schema, "required")?.Where(each => each.ValueKind == JsonValueKind.String).Select(each => each.GetString()!).FirstOrDefault(name => !value.TryGetProperty(name, out _)) is { } missing) // a string: it has one
        {
            return $"{at}.{missing} is missing.";
        }

        var known = schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object;
        var others = schema.TryGetProperty("additionalProperties", out var additional) ? additional : default;
        foreach (var member in value.EnumerateObject())
        {
            var its = known && properties.TryGetProperty(member.Name, out var property) ? property : others;
            if (its.ValueKind != JsonValueKind.Undefined && Of(member.Value, its, root, $"{at}.{member.Name}", depth + 1) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    static string? FaultOfItems(JsonElement value, JsonElement schema, JsonElement root, string at, int depth) =>
        schema.TryGetProperty("items", out var items)
            ? value.EnumerateArray().Select((item, index) => Of(item, items, root, $"{at}[{index}]", depth + 1)).FirstOrDefault(fault => fault is not null)
            : null;

    static JsonElement.ArrayEnumerator? Items(JsonElement schema, string word) =>
        schema.TryGetProperty(word, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : null;

    /// <returns>Null, which is neither more nor less than anything, where there is none.</returns>
    static double? Number(JsonElement schema, string word) =>
        schema.TryGetProperty(word, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetDouble() : null;

    static JsonElement? Find(JsonElement reference, JsonElement root)
    {
        if (reference.ValueKind != JsonValueKind.String || reference.GetString() is not { } path || !path.StartsWith('#'))
        {
            return null;
        }

        var found = root;
        foreach (var step in path.Split('/').Skip(1))
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal), out found))
            {
                return null;
            }
        }

        return found;
    }

    static string Name(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.Null => "null",
        _ => $"a {value.ValueKind.ToString().ToLowerInvariant()}",
    };
}
