using System.Text.Json.Nodes;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi.Chat;

/// <summary>Writes a question as Chat Completions asks for it.</summary>
static class ChatRequest
{
    public static WireRequest Write(RequestDraft draft, ChatManner manner)
    {
        var (body, options) = (draft.Body, draft.Options);
        body["model"] = draft.Model.Id;
        body["messages"] = new ChatMessages(draft, manner).Write();
        body[manner.MaxTokens] = draft.MaxOutput();
        if (draft.Stream)
        {
            body["stream"] = true;
            body["stream_options"] = new JsonObject { ["include_usage"] = true };
        }

        draft.SetSampling("temperature", options.Temperature);
        draft.SetSampling("top_p", options.TopP);
        draft.SetSampling("frequency_penalty", options.FrequencyPenalty);
        draft.SetSampling("presence_penalty", options.PresencePenalty);
        WriteTopK(draft, manner);
        draft.Set("seed", options.Seed);
        WriteStop(draft, manner);
        ToolWriting.Write(draft, Named, tool => Tool(draft, tool));
        WriteFormat(draft);
        WriteReasoning(draft);
        if (OpenAiOptions.Of(options, OpenAiOptions.Verbosity) is string verbosity)
        {
            body["verbosity"] = verbosity;
        }

        draft.Set("store", OpenAiOptions.Of(options, OpenAiOptions.Store) as bool?);
        draft.SetTexts();
        if (options.ConversationId is not null)
        {
            throw RequestDraft.Refusal("Chat Completions keeps no conversations. Send the messages before this one too, or ask by the Responses API.");
        }

        return draft.At("chat/completions");
    }

    static void WriteTopK(RequestDraft draft, ChatManner manner)
    {
        if (manner.TakesTopK)
        {
            draft.Set("top_k", draft.Options.TopK);
        }
        else if (draft.Options.TopK is not null)
        {
            draft.LeaveOut("OpenAI takes no top_k: it was left out.");
        }
    }

    static void WriteStop(RequestDraft draft, ChatManner manner)
    {
        if (draft.Options.StopSequences is not { Count: > 0 } stops)
        {
            return;
        }

        if (stops.Count > manner.MostStops)
        {
            throw RequestDraft.Refusal($"OpenAI takes {manner.MostStops} stop sequences at most, and these are {stops.Count}.");
        }

        draft.Body["stop"] = new JsonArray([.. stops]);
    }

    static JsonObject Named(string name) => new() { ["type"] = "function", ["function"] = new JsonObject { ["name"] = name } };

    static JsonObject? Tool(RequestDraft draft, AITool tool)
    {
        switch (tool)
        {
            case AIFunctionDeclaration function:
                var (schema, strict) = ToolWriting.Parameters(draft, function);
                JsonObject written = new() { ["name"] = function.Name, ["description"] = function.Description, ["parameters"] = schema };
                if (strict is not null)
                {
                    written["strict"] = strict;
                }

                return new() { ["type"] = "function", ["function"] = written };
            case HostedWebSearchTool when draft.Model.Capabilities.WebSearch != false:
                draft.Body["web_search_options"] = new JsonObject();
                return null;
            default:
                throw RequestDraft.Refusal($"{draft.Model.Id} has no {tool.Name} of its own in Chat Completions. The Responses API has web search; any other tool must be a function of yours.");
        }
    }

    static void WriteFormat(RequestDraft draft)
    {
        if (draft.Options.ResponseFormat is ChatResponseFormatJson format)
        {
            draft.Body["response_format"] = SchemaWriting.Of(draft, format) is { } schema
                ? new() { ["type"] = "json_schema", ["json_schema"] = schema }
                : new JsonObject { ["type"] = "json_object" };
        }
        else if (draft.Options.ResponseFormat is ChatResponseFormatText)
        {
            draft.Body["response_format"] = new JsonObject { ["type"] = "text" };
        }
    }

    static void WriteReasoning(RequestDraft draft)
    {
        if (draft.Effort() is { } effort)
        {
            draft.Body["reasoning_effort"] = effort;
        }

        if (draft.Options.Reasoning?.Output is ReasoningOutput.Summary)
        {
            draft.LeaveOut("Chat Completions gives no summary of what was thought: that was left out.");
        }
    }
}
