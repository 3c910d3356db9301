using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi.Chat;

/// <summary>Thoughts that a server wants back with the answer they led to, as members of the message.</summary>
/// <remarks>
/// OpenRouter and the like give <c>reasoning_details</c> (signed, or not readable at all), which go back always. DeepSeek gives
/// <c>reasoning_content</c>, which it wants back with calls of tools until the next question and refuses afterwards.
/// </remarks>
static class ThoughtsKept
{
    const string Details = "reasoning_details";
    const string Content = "reasoning_content";

    /// <param name="details">In the pieces in which they were streamed; those of one thought become one again.</param>
    public static AIContent Keep(IEnumerable<JsonElement> details)
    {
        JsonArray whole = [];
        foreach (var piece in details.Select(each => JsonObject.Create(each)).OfType<JsonObject>())
        {
            if (whole.LastOrDefault() is JsonObject last && Same(last, piece, "type") && Same(last, piece, "index"))
            {
                Append(last, piece);
            }
            else
            {
                whole.Add((JsonNode)piece);
            }
        }

        return new() { RawRepresentation = new JsonObject { [Details] = whole }.ToElement() };
    }

    public static AIContent Keep(string content) => new() { RawRepresentation = new JsonObject { [Content] = content }.ToElement() };

    /// <summary>Null where the content is none of these.</summary>
    public static JsonElement? Of(AIContent content) =>
        content.RawRepresentation is JsonElement raw && (raw.At(Details) ?? raw.At(Content)) is not null ? raw : null;

    public static IEnumerable<KeyValuePair<string, JsonNode?>> ToSend(JsonElement kept, bool isOfThisTurn) =>
        from member in kept.EnumerateObject()
        where member.Name == Details || (member.Name == Content && isOfThisTurn)
        select KeyValuePair.Create(member.Name, JsonNode.Parse(member.Value.GetRawText()));

    static bool Same(JsonObject one, JsonObject other, string member) => JsonNode.DeepEquals(one[member], other[member]);

    static void Append(JsonObject whole, JsonObject piece)
    {
        foreach (var (name, value) in piece)
        {
            if (name is "text" or "summary" or "data" && value is not null && whole[name] is { } before)
            {
                whole[name] = $"{before}{value}";
            }
            else if (value is not null)
            {
                whole[name] = value.DeepClone();
            }
        }
    }
}
