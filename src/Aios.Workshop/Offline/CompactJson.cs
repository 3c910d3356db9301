using System.Text.Json.Nodes;
using System.Text.Json;
using Aios.Workshop.Contracts;

namespace Aios.Workshop.Offline;

/// <summary>JSON as one would write it by hand to be short and still readable: each entry of a list on a line of its own.</summary>
static class CompactJson
{
    public static string Write(ContractPart part)
    {
        var members = JsonSerializer.SerializeToNode(part, ContractJson.Readable.ContractPart)!.AsObject() // a part is an object
            .Where(member => member.Value is not (JsonArray { Count: 0 } or JsonObject { Count: 0 }))
            .Select(member => $"\"{member.Key}\": {Member(member.Key, member.Value!)}");
        return "{\n" + string.Join(",\n", members) + "\n}\n";
    }

    static string Member(string name, JsonNode value) => value switch
    {
        JsonArray entities when name == "entities" => "[\n" + string.Join(",\n", entities.Select(entity => Entity(entity!.AsObject()))) + "\n]",
        JsonArray { Count: > 0 } list when list[0] is JsonObject => "[\n" + string.Join(",\n", list.Select(Line)) + "\n]",
        _ => Line(value),
    };

    /// <summary>The fields of an entity are lines too.</summary>
    static string Entity(JsonObject entity)
    {
        var fields = entity["fields"]!.AsArray().Select(Line).ToList();
        entity.Remove("fields");
        return Line(entity)[..^1] + ",\"fields\":[\n" + string.Join(",\n", fields) + "\n]}";
    }

    static string Line(JsonNode? value) => value!.ToJsonString(_short);

    static readonly JsonSerializerOptions _short = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
