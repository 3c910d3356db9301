using System.Text.Json;
using System.Text.Json.Nodes;

namespace Aios.Llm.Providers.OpenAi;

/// <summary>Schemas that OpenAI keeps to exactly: every object in them names all its members, requires each and allows no others.</summary>
static class StrictSchema
{
    static readonly string[] _schemasByName = ["properties", "$defs", "definitions"];

    static readonly string[] _schemasInARow = ["anyOf", "allOf", "oneOf", "prefixItems"];

    /// <summary>The same schema with that said where it was left open; null where it says otherwise, as with members that may be absent.</summary>
    public static JsonObject? Close(JsonElement schema) =>
        JsonObject.Create(schema) is { } copy && IsObject(copy["type"]) && Closes(copy) ? copy : null;

    static bool Closes(JsonObject schema) =>
        (!(schema.ContainsKey("properties") || IsObject(schema["type"])) || ClosesObject(schema)) && Below(schema).All(Closes);

    /// <remarks>A member of an object may itself be called "properties" or "items", so names are not followed blindly.</remarks>
    static IEnumerable<JsonObject> Below(JsonObject schema)
    {
        var named = _schemasByName.Select(name => schema[name]).OfType<JsonObject>().SelectMany(members => members).Select(member => member.Value);
        var listed = _schemasInARow.Select(name => schema[name]).OfType<JsonArray>().SelectMany(schemas => schemas);
        return named.Concat(listed).Append(schema["items"]).OfType<JsonObject>();
    }

    static bool ClosesObject(JsonObject schema)
    {
        if (schema["properties"] is not JsonObject properties || (schema["additionalProperties"] is { } others && others.GetValueKind() != JsonValueKind.False))
        {
            return false;
        }

        schema["additionalProperties"] = false;
        var required = (schema["required"] as JsonArray ?? []).Select(name => name?.ToString()).ToHashSet();
        return properties.All(member => required.Contains(member.Key));
    }

    static bool IsObject(JsonNode? type) => type is JsonValue value && value.TryGetValue<string>(out var name) && name == "object";
}
