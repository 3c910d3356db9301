using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Replay;

/// <summary>A content as Microsoft.Extensions.AI writes it, and what it does not write.</summary>
/// <param name="Content">Without its additional properties, whose kinds would be lost.</param>
/// <param name="Raw">What goes back to its provider verbatim, where that is JSON.</param>
/// <param name="Exception">Of a tool call that cannot be made, or a tool that failed.</param>
sealed record RecordedContent(
    JsonElement Content, IReadOnlyDictionary<string, JsonElement>? Properties = null, JsonElement? Raw = null, string? Exception = null, bool InformationalOnly = false)
{
    const string AdditionalProperties = "additionalProperties";

    public static RecordedContent Of(AIContent content)
    {
        var written = (JsonObject)JsonSerializer.SerializeToNode(content, AIJsonUtilities.DefaultOptions)!; // an object is written as one
        written.Remove(AdditionalProperties);
        return new(
            JsonSerializer.SerializeToElement(written, ReplayJson.Default.JsonObject),
            RecordedProperties.Of(content.AdditionalProperties),
            content.RawRepresentation as JsonElement?,
            (content as FunctionCallContent)?.Exception?.Message ?? (content as FunctionResultContent)?.Exception?.Message,
            content is FunctionCallContent { InformationalOnly: true });
    }

    public AIContent ToContent()
    {
        var content = Content.Deserialize<AIContent>(AIJsonUtilities.DefaultOptions) ?? throw new JsonException("A content is null.");
        content.AdditionalProperties = RecordedProperties.ToProperties(Properties);
        content.RawRepresentation = Raw;
        switch (content)
        {
            case FunctionCallContent call:
                call.Exception = Exception is null ? null : new FormatException(Exception);
                call.InformationalOnly = InformationalOnly;
                break;
            case FunctionResultContent result:
                result.Exception = Exception is null ? null : new InvalidOperationException(Exception);
                break;
        }

        return content;
    }
}
