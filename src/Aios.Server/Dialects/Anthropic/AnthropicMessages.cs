using System.Text.Json;
using Aios.Llm.Providers;
using Microsoft.Extensions.AI;
using static Aios.Server.Dialects.Anthropic.AnthropicDialect;

namespace Aios.Server.Dialects.Anthropic;

/// <summary>Reads the system prompt and the messages.</summary>
static class AnthropicMessages
{
    public static IEnumerable<ChatMessage> System(JsonElement body) => body.Member("system") switch
    {
        null => [],
        { ValueKind: JsonValueKind.String } text => [new(ChatRole.System, text.GetString())],
        { ValueKind: JsonValueKind.Array } blocks => [.. blocks.EnumerateArray().Select((block, at) => new ChatMessage(ChatRole.System, [AnthropicBlocks.SystemText(block, $"system.{at}")]))],
        _ => throw Refuse("system: Input should be a valid string or list"),
    };

    public static IReadOnlyList<ChatMessage> Read(JsonElement messages)
    {
        if (messages.ValueKind != JsonValueKind.Array)
        {
            throw Refuse("messages: Input should be a valid list");
        }

        var turns = messages.EnumerateArray().Select((message, at) => Turn(message, at)).ToList();
        if (turns.Count == 0)
        {
            throw Refuse("messages: at least one message is required");
        }

        if (turns[0].Role != ChatRole.User)
        {
            throw Refuse("messages: first message must use the \"user\" role");
        }

        AnthropicPairing.Check(turns);
        CheckLast(turns[^1]);
        return [.. turns.SelectMany(Split)];
    }

    public static CacheLife Life(JsonElement mark) => (mark.Word("type"), mark.Word("ttl")) switch
    {
        ("ephemeral", null or "5m") => CacheLife.FiveMinutes,
        ("ephemeral", "1h") => CacheLife.Hour,
        ("ephemeral", _) => throw Refuse("cache_control.ephemeral.ttl: Input should be '5m' or '1h'"),
        _ => throw Refuse("cache_control: Input tag does not match any of the expected tags: 'ephemeral'"),
    };

    static ChatMessage Turn(JsonElement message, int at)
    {
        if (!message.IsObject)
        {
            throw Refuse($"messages.{at}: Input does not match the expected shape.");
        }

        if (message.EnumerateObject().FirstOrDefault(member => member.Name is not ("role" or "content")) is { Value.ValueKind: not JsonValueKind.Undefined } stranger)
        {
            throw Refuse($"messages.{at}.{stranger.Name}: Extra inputs are not permitted");
        }

        var role = message.Word("role") switch
        {
            "user" => ChatRole.User,
            "assistant" => ChatRole.Assistant,
            null => throw Refuse($"messages.{at}.role: Field required"),
            "system" => throw Refuse("messages: Unexpected role \"system\". The Messages API accepts a top-level `system` parameter, not \"system\" as an input message role."),
            var other => throw Refuse($"messages: Unexpected role \"{other}\". Allowed roles are \"user\" or \"assistant\""),
        };
        return message.Member("content") switch
        {
            null => throw Refuse($"messages.{at}.content: Field required"),
            { ValueKind: JsonValueKind.String } text => new(role, text.GetString()),
            { ValueKind: JsonValueKind.Array } blocks => new(role, [.. blocks.EnumerateArray().Select((block, index) => AnthropicBlocks.Read(block, role, $"messages.{at}.content.{index}"))]),
            _ => throw Refuse($"messages.{at}.content: Input should be a valid string or list"),
        };
    }

    static void CheckLast(ChatMessage last)
    {
        if (last.Role == ChatRole.Assistant && last.Contents.LastOrDefault() is TextContent text && text.Text != text.Text.TrimEnd())
        {
            throw Refuse("messages: final assistant content cannot end with trailing whitespace");
        }

        if (last.Role == ChatRole.User && last.Contents.All(content => content is TextContent { Text: "" }))
        {
            throw Refuse("messages: user messages must have non-empty content");
        }
    }

    /// <summary>What tools answered is a message of its own in the common vocabulary.</summary>
    static IEnumerable<ChatMessage> Split(ChatMessage turn)
    {
        List<AIContent> results = [.. turn.Contents.Where(content => content is FunctionResultContent)];
        if (results.Count > 0)
        {
            yield return new(ChatRole.Tool, results);
        }

        List<AIContent> rest = [.. turn.Contents.Where(content => content is not FunctionResultContent)];
        if (rest.Count > 0)
        {
            yield return new(turn.Role, rest);
        }
    }
}
