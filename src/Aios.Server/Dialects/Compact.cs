using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Aios.Server.Dialects;

/// <summary>JSON as vendors send it: on one line, and text beyond ASCII as it is.</summary>
static class Compact
{
    static readonly JsonSerializerOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(JsonNode node) => node.ToJsonString(_options);

    /// <summary>A copy of what was sent, or a JSON null.</summary>
    public static JsonNode? Copy(JsonElement? element) =>
        element is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } value ? JsonNode.Parse(value.GetRawText()) : null;
}
