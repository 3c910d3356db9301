using System.Text.Json;
using System.Text.Json.Nodes;

namespace Aios.Llm.Providers.Anthropic;

/// <summary>A JSON schema in the part of the language that the API can hold an answer to.</summary>
static class OutputSchema
{
    /// <summary>Bounds that the API refuses to take.</summary>
    static readonly string[] _bounds =
        ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "maxItems", "uniqueItems", "minProperties", "maxProperties"];

    static readonly string[] _schemasByName = ["properties", "$defs", "definitions"];

    static readonly string[] _schemasInARow = ["anyOf", "allOf", "oneOf", "prefixItems"];

    public static JsonNode? Of(JsonElement schema, List<string> warnings)
    {
        if (JsonNode.Parse(schema.GetRawText()) is not JsonObject root)
        {
            throw Unsayable.Because("The schema of an answer is a JSON object.");
        }

        SortedSet<string> dropped = new(StringComparer.Ordinal);
        Settle(root, dropped);
        root.Remove("$schema");
        if (dropped.Count > 0)
        {
            warnings.Add($"Anthropic holds no answer to {string.Join(", ", dropped)}; the schema went without, and the answer should be checked.");
        }

        return root;
    }

    /// <summary>Every object says that it has no other members, which the API asks for.</summary>
    static void Settle(JsonObject schema, SortedSet<string> dropped)
    {
        foreach (var bound in _bounds.Where(schema.Remove))
        {
            dropped.Add(bound);
        }

        if (schema["minItems"] is JsonValue least && least.TryGetValue<long>(out var count) && count > 1)
        {
            schema.Remove("minItems");
            dropped.Add("minItems");
        }

        if (schema.ContainsKey("properties") || IsObject(schema["type"]))
        {
            schema["additionalProperties"] = HasNamesForAll(schema) ? false : throw Unsayable.Because(
                "Anthropic holds an answer only to objects whose members are all named. Make the free ones a list of names and values.");
        }

        foreach (var below in Below(schema).ToList())
        {
            Settle(below, dropped);
        }
    }

    /// <summary>Not a map, which would be a different thing without its free members.</summary>
    static bool HasNamesForAll(JsonObject schema) => schema["additionalProperties"] switch
    {
        JsonObject => false,
        JsonValue free when free.TryGetValue<bool>(out var may) && !may => true,
        _ => schema["properties"] is JsonObject { Count: > 0 },
    };

    static bool IsObject(JsonNode? type) => type switch
    {
        JsonValue one => one.TryGetValue<string>(out var name) && name == "object",
        JsonArray several => several.Any(IsObject),
        _ => false,
    };

    /// <remarks>A member of an object may itself be called "properties" or "items", so names are not followed blindly.</remarks>
    static IEnumerable<JsonObject> Below(JsonObject schema)
    {
        var named = _schemasByName.Select(name => schema[name]).OfType<JsonObject>().SelectMany(members => members).Select(member => member.Value);
        var listed = _schemasInARow.Select(name => schema[name]).OfType<JsonArray>().SelectMany(schemas => schemas);
        return named.Concat(listed).Append(schema["items"]).OfType<JsonObject>();
    }
}
