using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi.Responses;

/// <summary>Writes a question as the Responses API asks for it.</summary>
static class ResponsesRequest
{
    /// <summary>The members that the call which counts tokens knows.</summary>
    static readonly string[] _counted =
        ["model", "input", "instructions", "tools", "tool_choice", "parallel_tool_calls", "reasoning", "text", "previous_response_id", "conversation"];

    public static WireRequest Write(RequestDraft draft)
    {
        var (body, options) = (draft.Body, draft.Options);
        body["model"] = draft.Model.Id;
        if (options.Instructions is { Length: > 0 } instructions)
        {
            body["instructions"] = instructions;
        }

        body["input"] = new ResponsesInput(draft).Write();
        body["max_output_tokens"] = draft.MaxOutput();
        if (draft.Stream)
        {
            body["stream"] = true;
        }

        draft.SetSampling("temperature", options.Temperature);
        draft.SetSampling("top_p", options.TopP);
        LeaveOutTuning(draft);
        ToolWriting.Write(draft, name => new() { ["type"] = "function", ["name"] = name }, tool => Tool(draft, tool));
        WriteText(draft);
        WriteReasoning(draft);
        WriteConversation(draft);
        draft.SetTexts();
        return draft.At("responses");
    }

    /// <summary>The same question for the call that counts its tokens.</summary>
    public static JsonObject ToCount(WireRequest request) =>
        new(request.Body.Where(member => _counted.Contains(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    static void LeaveOutTuning(RequestDraft draft)
    {
        var options = draft.Options;
        if (options.StopSequences is { Count: > 0 })
        {
            throw RequestDraft.Refusal("The Responses API knows no stop sequences. Ask by Chat Completions, or cut the answer yourself.");
        }

        foreach (var (name, isSet) in ((string, bool)[])
            [("seed", options.Seed is not null), ("top_k", options.TopK is not null), ("frequency_penalty", options.FrequencyPenalty is not null), ("presence_penalty", options.PresencePenalty is not null)])
        {
            if (isSet)
            {
                draft.LeaveOut($"The Responses API takes no {name}: it was left out.");
            }
        }
    }

    static JsonObject Tool(RequestDraft draft, AITool tool) => tool switch
    {
        AIFunctionDeclaration function when ToolWriting.Parameters(draft, function) is var (schema, strict) => new()
        {
            ["type"] = "function",
            ["name"] = function.Name,
            ["description"] = function.Description,
            ["parameters"] = schema,
            ["strict"] = strict ?? false, // unsaid it would be true here, and the schema changed to fit
        },
        HostedWebSearchTool when draft.Model.Capabilities.WebSearch != false => new() { ["type"] = "web_search" },
        _ => throw RequestDraft.Refusal($"{draft.Model.Id} is not given {tool.Name} as a tool of the provider's own: web search is, and any other tool must be a function of yours."),
    };

    static void WriteText(RequestDraft draft)
    {
        JsonObject text = [];
        if (draft.Options.ResponseFormat is ChatResponseFormatJson format)
        {
            JsonObject written = new() { ["type"] = "json_object" };
            if (SchemaWriting.Of(draft, format) is { } schema)
            {
                schema.Insert(0, "type", "json_schema");
                written = schema;
            }

            text["format"] = written;
        }
        else if (draft.Options.ResponseFormat is ChatResponseFormatText)
        {
            text["format"] = new JsonObject { ["type"] = "text" };
        }

        if (OpenAiOptions.Of(draft.Options, OpenAiOptions.Verbosity) is string verbosity)
        {
            text["verbosity"] = verbosity;
        }

        if (text.Count > 0)
        {
            draft.Body["text"] = text;
        }
    }

    static void WriteReasoning(RequestDraft draft)
    {
        JsonObject reasoning = [];
        if (draft.Effort() is { } effort)
        {
            reasoning["effort"] = effort;
        }

        var summary = draft.Model.Capabilities.Thinking == Thinking.None ? null : draft.Options.Reasoning?.Output switch
        {
            ReasoningOutput.Summary => "auto",
            ReasoningOutput.Full => "detailed",
            _ => null,
        };
        if (summary is not null)
        {
            reasoning["summary"] = summary;
        }

        if (reasoning.Count > 0)
        {
            draft.Body["reasoning"] = reasoning;
        }
    }

    /// <remarks>What OpenAI keeps nothing of must carry its thoughts along, which come encrypted.</remarks>
    static void WriteConversation(RequestDraft draft)
    {
        var conversation = draft.Options.ConversationId;
        var store = OpenAiOptions.Of(draft.Options, OpenAiOptions.Store) as bool? ?? conversation is not null;
        draft.Body["store"] = store;
        if (conversation is not null)
        {
            draft.Body[conversation.StartsWith("conv_", StringComparison.Ordinal) ? "conversation" : "previous_response_id"] = conversation;
        }

        if (!store && draft.Model.Capabilities.Thinking == Thinking.Effort)
        {
            draft.Body["include"] = new JsonArray("reasoning.encrypted_content");
        }
    }
}
