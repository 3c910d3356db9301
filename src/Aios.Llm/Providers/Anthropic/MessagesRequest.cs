using System.Text.Json.Nodes;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Anthropic;

/// <summary>Puts a question into the words of the Messages API.</summary>
static class MessagesRequest
{
    /// <summary>Where neither the question nor the model has a limit: what every model that there was can write.</summary>
    const int MaxTokensByDefault = 4096;

    static readonly string[] _counted = ["model", "system", "messages", "tools", "tool_choice", "thinking", "output_config"];

    public static WireRequest Of(ModelRequest request)
    {
        List<string> warnings = [];
        var body = Write(request, warnings);
        return new("v1/messages", body) { Headers = MessagesDialect.Headers, Warnings = warnings, Stream = request.Stream };
    }

    /// <summary>The same question for the counting call, which takes only what is counted.</summary>
    public static WireRequest ToCount(ModelRequest request)
    {
        var body = Write(request, []);
        foreach (var name in body.Select(member => member.Key).Except(_counted).ToList())
        {
            body.Remove(name);
        }

        return new("v1/messages/count_tokens", body) { Headers = MessagesDialect.Headers };
    }

    static JsonObject Write(ModelRequest request, List<string> warnings)
    {
        var (model, options) = (request.Model, request.Options);
        if (options.ConversationId is not null)
        {
            throw Unsayable.Because("Anthropic keeps no conversations. Send the whole conversation, without a conversation id.");
        }

        Turns turns = new(model, warnings);
        turns.AddInstructions(options.Instructions);
        foreach (var message in request.Messages)
        {
            turns.Add(message);
        }

        JsonObject body = new()
        {
            ["model"] = model.Id,
            ["max_tokens"] = AnswerLength.Of(model, options, warnings.Add) ?? MaxTokensByDefault,
            ["stream"] = request.Stream ? true : null,
            ["system"] = turns.System.Count > 0 ? turns.System : null,
            ["messages"] = turns.Messages(),
            ["tools"] = ToolList.Of(request),
            ["tool_choice"] = ToolList.Choice(request),
            ["stop_sequences"] = options.StopSequences is { Count: > 0 } stops ? new JsonArray([.. stops.Select(stop => JsonValue.Create(stop))]) : null,
            ["service_tier"] = Extra(options, AnthropicOptions.ServiceTier),
            ["metadata"] = Extra(options, AnthropicOptions.UserId) is { } user ? new JsonObject { ["user_id"] = user } : null,
        };
        OutputFormat.Write(body, request, warnings);
        ThinkingWords.Write(body, request, turns.ArePrefilled, warnings);
        SamplingWords.Write(body, request, warnings);
        CacheMarks.Settle(body, warnings);
        foreach (var absent in body.Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            body.Remove(absent);
        }

        return body;
    }

    static string? Extra(ChatOptions options, string name) => options.AdditionalProperties?.TryGetValue(name, out var value) == true ? value?.ToString() : null;
}
