using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Replay;

/// <summary>A question in the one form that equal questions share, however their objects came to be.</summary>
/// <remarks>
/// Members are sorted and nulls left out. What a provider's own answer carries for nobody else (raw representations), and ids and times of messages,
/// which differ from run to run, are no part of the question.
/// </remarks>
static class CanonicalJson
{
    static readonly JsonSerializerOptions _compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Of(IEnumerable<ChatMessage> messages, ChatOptions? options) => new()
    {
        ["messages"] = new JsonArray([.. messages.Select(message => (JsonNode)new JsonObject
        {
            ["role"] = message.Role.Value,
            ["author"] = message.AuthorName,
            ["contents"] = Sorted(JsonSerializer.SerializeToNode(message.Contents, AIJsonUtilities.DefaultOptions)),
        })]),
        ["options"] = Of(options ?? new()),
    };

    /// <summary>Equal for equal questions only.</summary>
    public static string DigestOf(JsonObject question) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sorted(question)!.ToJsonString(_compact)))); // an object is sorted into one

    /// <remarks>Tools are not written with the options they belong to: what a model learns of them is added.</remarks>
    static JsonNode? Of(ChatOptions options)
    {
        var written = (JsonObject)JsonSerializer.SerializeToNode(options, AIJsonUtilities.DefaultOptions)!; // an object is written as one
        if (options.Tools is { Count: > 0 } tools)
        {
            written["tools"] = new JsonArray([.. tools.Select(tool => (JsonNode)new JsonObject
            {
                ["name"] = tool.Name,
                ["description"] = tool.Description,
                ["schema"] = tool is AIFunctionDeclaration function ? JsonNode.Parse(function.JsonSchema.GetRawText()) : null,
            })]);
        }

        return Sorted(written);
    }

    static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members
            .Where(member => member.Value is not null)
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
