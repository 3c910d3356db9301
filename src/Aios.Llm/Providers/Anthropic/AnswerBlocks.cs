using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Anthropic;

/// <summary>What a model has answered, told to it again: text, thoughts with their signatures, calls, and what the provider's own tools did.</summary>
static class AnswerBlocks
{
    const string Foreign = "which another provider's model said";

    public static IEnumerable<JsonObject> Of(ChatMessage message, Model model, List<string> warnings)
    {
        List<JsonObject> blocks = [];
        StringBuilder thought = new();
        foreach (var content in message.Contents)
        {
            if (content is TextReasoningContent reasoning)
            {
                blocks.AddRange(Thought(reasoning, thought, warnings));
                continue;
            }

            DropUnsigned(thought, warnings);
            if (content is TextContent { Text: "", Annotations.Count: > 0 })
            {
                Cite(blocks, content);
            }
            else if (Block(content, warnings) is { } block)
            {
                blocks.Add(CacheMarks.Put(block, content, model));
            }
        }

        DropUnsigned(thought, warnings);
        return blocks;
    }

    /// <param name="thought">What came before of the same thought: its signature comes last, perhaps by itself.</param>
    static IEnumerable<JsonObject> Thought(TextReasoningContent reasoning, StringBuilder thought, List<string> warnings)
    {
        if (reasoning.CacheLife is not null)
        {
            warnings.Add("Thoughts cannot be marked for the cache; the mark was left out.");
        }

        if (Redacted.Is(reasoning))
        {
            DropUnsigned(thought, warnings);
            return [new() { ["type"] = "redacted_thinking", ["data"] = reasoning.ProtectedData }];
        }

        if (reasoning.RawRepresentation is JsonElement raw && raw.Text("type") is not (null or "thinking"))
        {
            warnings.Add($"Thoughts {Foreign} were left out.");
            return [];
        }

        thought.Append(reasoning.Text);
        if (reasoning.ProtectedData is not { Length: > 0 } signature)
        {
            return [];
        }

        JsonObject block = new() { ["type"] = "thinking", ["thinking"] = thought.ToString(), ["signature"] = signature };
        thought.Clear();
        return [block];
    }

    static void DropUnsigned(StringBuilder thought, List<string> warnings)
    {
        if (thought.Length > 0)
        {
            warnings.Add("A thought without a signature was left out: Anthropic takes back only what it has signed.");
            thought.Clear();
        }
    }

    static void Cite(List<JsonObject> blocks, AIContent citations)
    {
        if (blocks is [.., var last] && (string?)last["type"] == "text" && Citations.Write(citations).ToArray() is { Length: > 0 } written)
        {
            last["citations"] = new JsonArray(written);
        }
    }

    static JsonObject? Block(AIContent content, List<string> warnings)
    {
        switch (content)
        {
            case TextContent text:
                return string.IsNullOrWhiteSpace(text.Text) ? null : new() { ["type"] = "text", ["text"] = text.Text };
            case FunctionCallContent { InformationalOnly: false } call:
                return Call(call, warnings);
            case ErrorContent or UsageContent:
                return null;
            case { RawRepresentation: JsonElement raw } when IsOurs(raw):
                return JsonObject.Create(raw);
            default:
                warnings.Add($"{Named.Of(content)}, {Foreign}, was left out of the conversation: Anthropic cannot be told of it.");
                return null;
        }
    }

    /// <summary>Calls of the provider's own tools, and what came of them; whatever a tool is called, its result's type ends alike.</summary>
    static bool IsOurs(JsonElement raw) =>
        raw.Text("type") is { } type && (type is "server_tool_use" or "mcp_tool_use" or "container_upload" or "compaction" || type.EndsWith("_tool_result", StringComparison.Ordinal));

    static JsonObject Call(FunctionCallContent call, List<string> warnings)
    {
        if (call.RawArguments is not null)
        {
            warnings.Add($"The arguments of {call.Name} are no JSON object and were left out of the call: Anthropic takes nothing else back.");
        }

        JsonObject block = new()
        {
            ["type"] = "tool_use",
            ["id"] = Named.Call(call.CallId),
            ["name"] = call.Name,
            ["input"] = JsonSerializer.SerializeToNode(call.Arguments ?? new Dictionary<string, object?>(), AIJsonUtilities.DefaultOptions),
        };
        if ((call.RawRepresentation as JsonElement?)?.At("caller") is { } caller && caller.Text("type") != "direct")
        {
            block["caller"] = JsonObject.Create(caller); // a program of the model's made the call and waits for it
        }

        return block;
    }
}
