using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.AI;
using static Aios.Server.Dialects.OpenAi.OpenAiErrors;

namespace Aios.Server.Dialects.OpenAi;

/// <summary>Reads the body of a Responses request; refuses what OpenAI refuses, in its words.</summary>
static class ResponsesRequest
{
    const int LeastOutput = 16;

    static readonly FrozenSet<string> _members = FrozenSet.Create(
        "model", "input", "instructions", "stream", "stream_options", "max_output_tokens", "max_tool_calls", "temperature", "top_p", "top_logprobs", "user",
        "tools", "tool_choice", "parallel_tool_calls", "text", "reasoning", "include", "store", "metadata", "previous_response_id", "conversation", "truncation",
        "service_tier", "background", "prompt", "prompt_cache_key", "prompt_cache_retention", "prompt_cache_options", "safety_identifier");

    static readonly string[] _included =
    [
        "file_search_call.results", "web_search_call.results", "web_search_call.action.sources", "message.input_image.image_url",
        "computer_call_output.output.image_url", "code_interpreter_call.outputs", "reasoning.encrypted_content", "message.output_text.logprobs",
    ];

    static readonly string[] _efforts = ["none", "minimal", "low", "medium", "high", "xhigh"];

    static readonly string[] _summaries = ["auto", "concise", "detailed"];

    public static Question Read(JsonElement body, ResponseStore store)
    {
        var question = ReadPrompt(body, store);
        CheckIncluded(body);
        var reasons = question.Thinks;
        if (reasons && (body.Number("temperature") ?? body.Number("top_p")) is { } value && value != 1)
        {
            throw Refuse("Unsupported parameter: 'temperature' is not supported with this model.", "temperature", "unsupported_parameter");
        }

        var options = question.Options;
        options.MaxOutputTokens = OpenAiNumbers.Whole(body, "max_output_tokens", LeastOutput);
        options.Temperature = (float?)OpenAiNumbers.Decimal(body, "temperature", 0, 2);
        options.TopP = (float?)OpenAiNumbers.Decimal(body, "top_p", 0, 1);
        if (body.Member("text")?.Member("format") is { } format)
        {
            options.ResponseFormat = OpenAiSchema.Read(format, format, "text.format", "text.format", question.Messages);
        }

        return question with { Streams = body.Is("stream") };
    }

    public static Question ReadPrompt(JsonElement body, ResponseStore store)
    {
        if (!body.IsObject)
        {
            throw Refuse("Invalid body: expected an object.");
        }

        if (body.Member("messages") is not null)
        {
            throw Refuse("Unsupported parameter: 'messages'. In the Responses API, this parameter has moved to 'input'. Try again with the new parameter. See the API documentation for more information: https://platform.openai.com/docs/api-reference/responses/create.", "messages", "unsupported_parameter");
        }

        if (RequestReading.Strangers(body, _members).FirstOrDefault() is { } stranger)
        {
            throw Refuse($"Unknown parameter: '{stranger}'.", stranger, "unknown_parameter");
        }

        var model = body.Word("model") is { Length: > 0 } name ? name : throw Missing("model");
        List<ChatMessage> messages =
        [
            .. body.Word("instructions") is { } instructions ? (ChatMessage[])[new(ChatRole.System, instructions)] : [],
            .. Previous(body, store),
            .. ResponsesInput.Read(body, store),
        ];
        List<DeclaredTool> tools = [.. body.Items("tools").Select(Tool).OfType<DeclaredTool>()];
        return new()
        {
            Model = model,
            Messages = messages,
            Streams = false,
            Thinks = Reasons(body),
            ShowsThinking = body.Member("reasoning")?.Word("summary") is not null,
            Pads = body.Member("stream_options")?.Member("include_obfuscation") is not { ValueKind: JsonValueKind.False },
            Body = body,
            Options = new()
            {
                ModelId = model,
                Tools = tools.Count == 0 ? null : [.. tools],
                ToolMode = OpenAiTools.Mode(body, tools, choice => choice.Word("type") == "function" ? choice.Word("name") ?? throw Missing("tool_choice.name") : null),
                AllowMultipleToolCalls = OpenAiTools.AllowsMany(body),
            },
        };
    }

    static IReadOnlyList<ChatMessage> Previous(JsonElement body, ResponseStore store) =>
        body.Word("previous_response_id") is not { } id ? []
        : store.Find(id) ?? throw Refuse($"Previous response with id '{id}' not found.", "previous_response_id", "previous_response_not_found");

    static bool Reasons(JsonElement body)
    {
        if (body.Member("reasoning") is not { } reasoning)
        {
            return false;
        }

        if (reasoning.Word("effort") is { } effort && !_efforts.Contains(effort))
        {
            throw WrongValue(effort, "reasoning.effort", _efforts);
        }

        if (reasoning.Word("summary") is { } summary && !_summaries.Contains(summary))
        {
            throw WrongValue(summary, "reasoning.summary", _summaries);
        }

        return reasoning.Word("effort") != "none";
    }

    static void CheckIncluded(JsonElement body)
    {
        foreach (var (each, at) in body.Items("include").Select((each, at) => (each.IsText ? each.GetString() : null, at)))
        {
            if (!_included.Contains(each))
            {
                throw WrongValue(each, $"include[{at}]", _included);
            }
        }
    }

    /// <summary>Tools that the vendor runs itself are accepted and never called.</summary>
    static DeclaredTool? Tool(JsonElement tool, int at) => tool.Word("type") switch
    {
        null => throw Missing($"tools[{at}].type"),
        "function" => OpenAiTools.Read(tool, $"tools[{at}]"),
        _ => null,
    };
}
