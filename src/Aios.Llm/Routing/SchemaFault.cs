using System.Text.Json;

namespace Aios.Llm.Routing;

/// <summary>Whether a value fits a JSON schema, as far as the words go that vendors take: types, properties, items, choices and references within the schema.</summary>
/// <remarks>What it does not know (formats, patterns, ranges) it lets pass.</remarks>
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
            return Find(reference.GetString(), root) is { } found ? Of(value, found, root, at, depth + 1) : null;
        }

        return FaultOfType(value, schema, at)
            ?? FaultOfChoice(value, schema, at)
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

        var fits = type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Any(each => Is(value, each.GetString()))
            : Is(value, type.GetString());
        return fits ? null : $"{at} is {Name(value)} and no {type.ToString()}.";
    }

    static bool Is(JsonElement value, string? type) => type switch
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
        schema.TryGetProperty("enum", out var choices) && !choices.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value)) ? $"{at} is none of the values that there are."
        : schema.TryGetProperty("const", out var only) && !JsonElement.DeepEquals(only, value) ? $"{at} is not {only.GetRawText()}."
        : null;

    static string? FaultOfAlternatives(JsonElement value, JsonElement schema, JsonElement root, string at, int depth)
    {
        foreach (var word in (string[])["anyOf", "oneOf"])
        {
            if (schema.TryGetProperty(word, out var alternatives) && alternatives.EnumerateArray().All(each => Of(value, each, root, at, depth + 1) is not null))
            {
                return $"{at} fits none of its alternatives.";
            }
        }

        return schema.TryGetProperty("allOf", out var all)
            ? all.EnumerateArray().Select(each => Of(value, each, root, at, depth + 1)).FirstOrDefault(fault => fault is not null)
            : null;
    }

    static string? FaultOfMembers(JsonElement value, JsonElement schema, JsonElement root, string at, int depth)
    {
        if (schema.TryGetProperty("required", out var required)
            && required.EnumerateArray().Select(each => each.GetString() ?? "").FirstOrDefault(name => !value.TryGetProperty(name, out _)) is { } missing)
        {
            return $"{at}.{missing} is missing.";
        }

        var known = schema.TryGetProperty("properties", out var properties);
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

    static string? FaultOfItems(JsonElement value, JsonElement schema, JsonElement root, string at, int depth)
    {
        if (schema.TryGetProperty("minItems", out var least) && value.GetArrayLength() < least.GetInt32())
        {
            return $"{at} has too few items.";
        }

        return schema.TryGetProperty("items", out var items)
            ? value.EnumerateArray().Select((item, index) => Of(item, items, root, $"{at}[{index}]", depth + 1)).FirstOrDefault(fault => fault is not null)
            : null;
    }

    static JsonElement? Find(string? reference, JsonElement root)
    {
        if (reference?.StartsWith('#') != true)
        {
            return null;
        }

        var found = root;
        foreach (var step in reference.Split('/').Skip(1))
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
