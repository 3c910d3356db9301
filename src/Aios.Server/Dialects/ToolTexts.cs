using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Llm.Providers;
using Microsoft.Extensions.AI;

namespace Aios.Server.Dialects;

/// <summary>The arguments of tool calls as text, also of those that are no JSON.</summary>
static class ToolTexts
{
    extension(FunctionCallContent call)
    {
        /// <summary>As an object; what is no JSON object is a text here.</summary>
        public JsonNode ArgumentsNode => call.RawRepresentation is string raw ? JsonValue.Create(raw) : call.ArgumentsObject;

        public string ArgumentsText => call.RawRepresentation as string ?? call.RawArguments ?? Compact.Text(call.ArgumentsObject);

        JsonObject ArgumentsObject => new((call.Arguments ?? new Dictionary<string, object?>())
            .Select(each => KeyValuePair.Create(each.Key, Node(each.Value))));
    }

    static JsonNode? Node(object? value) => value switch
    {
        null => null,
        JsonNode node => node.DeepClone(),
        JsonElement element => JsonNode.Parse(element.GetRawText()),
        string text => JsonValue.Create(text),
        bool yes => JsonValue.Create(yes),
        long whole => JsonValue.Create(whole),
        int whole => JsonValue.Create(whole),
        double number => JsonValue.Create(number),
        _ => throw new InvalidOperationException($"No JSON for an argument of type {value.GetType()}."),
    };

    /// <summary>Cuts a text as a model's tokens would: in the middle of words and signs.</summary>
    public static IEnumerable<string> Pieces(string text, int length = 6)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = Math.Min(at + length, text.Length);
            end += end < text.Length && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
            yield return text[at..end];
            at = end;
        }
    }
}
