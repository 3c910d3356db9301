using System.Collections.Frozen;
using System.Text.Json;
using static Aios.Server.Dialects.OpenAi.OpenAiErrors;

namespace Aios.Server.Dialects.OpenAi;

/// <summary>Reads the body of a Chat Completions request; refuses what OpenAI refuses, in its words.</summary>
static class ChatRequest
{
    const int MostStops = 4;

    static readonly FrozenSet<string> _members = FrozenSet.Create(
        "model", "messages", "stream", "stream_options", "max_tokens", "max_completion_tokens", "temperature", "top_p", "n", "stop", "seed", "user",
        "presence_penalty", "frequency_penalty", "logit_bias", "logprobs", "top_logprobs", "response_format", "tools", "tool_choice", "parallel_tool_calls",
        "reasoning_effort", "verbosity", "service_tier", "store", "metadata", "modalities", "audio", "prediction", "web_search_options",
        "prompt_cache_key", "prompt_cache_retention", "prompt_cache_options", "safety_identifier", "functions", "function_call");

    static readonly string[] _efforts = ["none", "minimal", "low", "medium", "high", "xhigh"];

    public static Question Read(JsonElement body)
    {
        if (!body.IsObject)
        {
            throw Refuse("Invalid body: expected an object.");
        }

        if (RequestReading.Strangers(body, _members).FirstOrDefault() is { } stranger)
        {
            throw Refuse($"Unrecognized request argument supplied: {stranger}");
        }

        var model = body.Word("model") is { Length: > 0 } name ? name : throw Refuse("you must provide a model parameter");
        var messages = ChatMessages.Read(body);
        List<DeclaredTool> tools = [.. body.Items("tools").Select(Tool).OfType<DeclaredTool>()];
        var effort = body.Word("reasoning_effort");
        CheckEffort(body, effort);
        CheckStream(body);
        return new()
        {
            Model = model,
            Messages = messages,
            Streams = body.Is("stream"),
            Thinks = effort is not (null or "none"),
            ShowsThinking = false,
            WantsUsage = body.Member("stream_options")?.Is("include_usage") == true,
            Pads = body.Member("stream_options")?.Member("include_obfuscation") is not { ValueKind: JsonValueKind.False },
            Body = body,
            Options = new()
            {
                ModelId = model,
                MaxOutputTokens = MaxTokens(body),
                Temperature = (float?)OpenAiNumbers.Decimal(body, "temperature", 0, 2),
                TopP = (float?)OpenAiNumbers.Decimal(body, "top_p", 0, 1),
                PresencePenalty = (float?)OpenAiNumbers.Decimal(body, "presence_penalty", -2, 2),
                FrequencyPenalty = (float?)OpenAiNumbers.Decimal(body, "frequency_penalty", -2, 2),
                StopSequences = Stops(body),
                Tools = tools.Count == 0 ? null : [.. tools],
                ToolMode = OpenAiTools.Mode(body, tools, choice => choice.Member("function")?.Word("name") ?? throw Missing("tool_choice.function.name")),
                AllowMultipleToolCalls = OpenAiTools.AllowsMany(body),
                ResponseFormat = body.Member("response_format") is { } format
                    ? OpenAiSchema.Read(format, format.Member("json_schema"), "response_format", "response_format.json_schema", messages) : null,
            },
        };
    }

    static DeclaredTool? Tool(JsonElement tool, int at) => tool.Word("type") switch
    {
        "function" => OpenAiTools.Read(tool.Member("function") ?? throw Missing($"tools[{at}].function"), $"tools[{at}].function"),
        "custom" => null,
        null => throw Missing($"tools[{at}].type"),
        var other => throw WrongValue(other, $"tools[{at}].type", "function", "custom"),
    };

    static int? MaxTokens(JsonElement body)
    {
        if (body.Member("max_tokens") is not null && body.Member("max_completion_tokens") is not null)
        {
            throw Refuse("Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.", "max_tokens", "invalid_parameter_combination");
        }

        return OpenAiNumbers.Whole(body, "max_completion_tokens", 1) ?? OpenAiNumbers.Whole(body, "max_tokens", 1);
    }

    /// <summary>Only models that reason know an effort, and these want their limit under its new name and no temperature.</summary>
    static void CheckEffort(JsonElement body, string? effort)
    {
        if (effort is null)
        {
            return;
        }

        if (!_efforts.Contains(effort))
        {
            throw WrongValue(effort, "reasoning_effort", _efforts);
        }

        ChatReasoning.Check(body);
    }

    static void CheckStream(JsonElement body)
    {
        if (body.Member("stream_options") is not null && !body.Is("stream"))
        {
            throw Refuse("The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options");
        }

        if (OpenAiNumbers.Whole(body, "n", 1) > 1)
        {
            throw Refuse("The emulator gives one choice: set 'n' to 1.", "n", "unsupported_value");
        }
    }

    static List<string> Stops(JsonElement body)
    {
        List<string> stops = body.Word("stop") is { } one ? [one] : [.. body.Items("stop").Select(each => each.IsText ? each.GetString() ?? "" : throw WrongType("stop", "an array of strings"))];
        return stops.Count <= MostStops ? stops
            : throw Refuse($"Invalid 'stop': array too long. Expected an array with maximum length {MostStops}, but got an array with length {stops.Count} instead.", "stop", "array_above_max_length");
    }
}
