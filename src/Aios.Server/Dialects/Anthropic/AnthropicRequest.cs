using System.Collections.Frozen;
using System.Text.Json;
using Aios.Llm.Providers;
using Microsoft.Extensions.AI;
using static Aios.Server.Dialects.Anthropic.AnthropicDialect;

namespace Aios.Server.Dialects.Anthropic;

/// <summary>Reads the body of a message request; refuses what Anthropic refuses, in its words.</summary>
static class AnthropicRequest
{
    static readonly FrozenSet<string> _members = FrozenSet.Create(
        "model", "messages", "max_tokens", "system", "stream", "temperature", "top_p", "top_k", "stop_sequences", "tools", "tool_choice",
        "thinking", "metadata", "service_tier", "output_config", "output_format", "cache_control", "container", "context_management", "mcp_servers", "inference_geo", "speed");

    static readonly FrozenSet<string> _counted = FrozenSet.Create(
        "model", "messages", "system", "tools", "tool_choice", "thinking", "output_config", "output_format", "cache_control", "mcp_servers", "context_management");

    public static Question Read(JsonElement body)
    {
        CheckMembers(body, _members);
        var maxTokens = Required(body, "max_tokens");
        var question = ReadPrompt(body);
        if (!maxTokens.TryGetInt32(out var most) || most < 1)
        {
            throw Refuse("max_tokens: Input should be greater than or equal to 1");
        }

        var temperature = Between(body, "temperature", 0, 1);
        AnthropicThinking.Check(body, most, temperature);
        return question with
        {
            Streams = body.Is("stream"),
            Options = Options(question.Options, body, most, temperature),
        };
    }

    /// <summary>The same without the question of how to answer: what counting tokens is asked with.</summary>
    public static Question ReadCounted(JsonElement body)
    {
        CheckMembers(body, _counted);
        return ReadPrompt(body);
    }

    static Question ReadPrompt(JsonElement body)
    {
        var model = Required(body, "model");
        if (!model.IsText || model.GetString() is not { Length: > 0 } name)
        {
            throw Refuse("model: Input should be a valid string");
        }

        List<ChatMessage> messages = [.. AnthropicMessages.System(body), .. AnthropicMessages.Read(Required(body, "messages"))];
        var tools = AnthropicTools.Read(body);
        if (body.Member("cache_control") is { } mark && messages[^1].Contents.LastOrDefault() is { } last)
        {
            last.KeepUpToHere(AnthropicMessages.Life(mark));
        }

        AnthropicCacheMarks.Check(tools, messages);
        return new()
        {
            Model = name,
            Messages = messages,
            Options = new() { ModelId = name, Tools = tools.Count == 0 ? null : [.. tools], ToolMode = AnthropicTools.Mode(body), AllowMultipleToolCalls = AnthropicTools.AllowsMany(body) },
            Streams = false,
            Thinks = AnthropicThinking.IsOn(body),
            ShowsThinking = body.Member("thinking")?.Word("display") != "omitted",
            Body = body,
        };
    }

    static ChatOptions Options(ChatOptions options, JsonElement body, int most, double? temperature)
    {
        options.MaxOutputTokens = most;
        options.Temperature = (float?)temperature;
        options.StopSequences = [.. body.Items("stop_sequences").Select(each => each.IsText ? each.GetString() ?? "" : "")];
        if (options.StopSequences.Any(string.IsNullOrWhiteSpace))
        {
            throw Refuse("stop_sequences: each stop sequence must contain non-whitespace");
        }

        if ((body.Member("output_config")?.Member("format") ?? body.Member("output_format")) is { } format)
        {
            options.ResponseFormat = AnthropicSchema.Read(format);
        }

        return options;
    }

    static void CheckMembers(JsonElement body, FrozenSet<string> known)
    {
        if (!body.IsObject)
        {
            throw Refuse("Input should be a valid dictionary");
        }

        if (RequestReading.Strangers(body, known).FirstOrDefault() is { } stranger)
        {
            throw Refuse($"{stranger}: Extra inputs are not permitted");
        }
    }

    static JsonElement Required(JsonElement body, string name) => body.Member(name) ?? throw Refuse($"{name}: Field required");

    static double? Between(JsonElement body, string name, double least, double most) => body.Number(name) switch
    {
        { } value when value < least => throw Refuse($"{name}: Input should be greater than or equal to {least}"),
        { } value when value > most => throw Refuse($"{name}: Input should be less than or equal to {most}"),
        var value => value,
    };
}
