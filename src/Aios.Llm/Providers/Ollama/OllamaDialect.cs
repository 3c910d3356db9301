using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Ollama;

/// <summary><c>api/chat</c>: a JSON object a line.</summary>
sealed class OllamaDialect(Model model) : IDialect
{
    /// <summary>Ollama itself would let a model write without end.</summary>
    const int MostOutput = 4096;

    public Framing Framing => Framing.Lines;

    public WireRequest Write(ModelRequest request)
    {
        var options = request.Options;
        Refuse(request);
        List<string> warnings = [];
        var messages = OllamaMessages.Write(options.Instructions, request.Messages, warnings);
        var tools = Tools(options);

        JsonObject body = new()
        {
            ["model"] = model.Id,
            ["messages"] = messages,
            ["stream"] = request.Stream,
        };
        if (tools is not null)
        {
            body["tools"] = tools;
        }

        if (options.ResponseFormat is ChatResponseFormatJson format)
        {
            body["format"] = format.Schema is { } schema ? JsonNode.Parse(schema.GetRawText()) : "json";
        }

        if (Think(options.Reasoning, warnings) is { } think)
        {
            body["think"] = think;
        }

        if (options.AdditionalProperties?.TryGetValue(OllamaOptions.KeepAlive, out var keepAlive) == true)
        {
            body["keep_alive"] = keepAlive is TimeSpan time ? (long)time.TotalSeconds : JsonSerializer.SerializeToNode(keepAlive, AIJsonUtilities.DefaultOptions);
        }

        // By default Ollama cuts a question to its window, and forgets the question's beginning when the answer fills the window, without a word.
        body["truncate"] = false;
        body["shift"] = false;
        body["options"] = Options(options, messages, tools, warnings);
        return new("api/chat", body) { Warnings = warnings };
    }

    public IAnswerReader Reader() => new OllamaReader(model.Id);

    public Failure FailureOf(WireError error) => OllamaFailure.Of(error.Json ?? default, error.Status, model.Id);

    /// <summary>What would be answered wrongly if it were left out.</summary>
    void Refuse(ModelRequest request)
    {
        var (options, able) = (request.Options, model.Capabilities);
        var hasTools = options.Tools is { Count: > 0 } && options.ToolMode is not NoneChatToolMode;
        var reason =
            request.Messages.Count == 0 ? "There is no question: without messages Ollama only loads the model."
            : options.ConversationId is not null ? "Ollama keeps no conversations: send the messages of this one."
            : options.ToolMode is RequiredChatToolMode ? "Ollama cannot make a model call a tool: let it choose, or ask for an answer by a schema."
            : hasTools && able.Tools == false ? $"{model.Id} cannot call tools: ask a model that can."
            : able.Images == false && HasPicture(request.Messages) ? $"{model.Id} cannot see pictures: ask a model that can."
            : able.Schema == false && options.ResponseFormat is ChatResponseFormatJson { Schema: not null } ? $"{model.Id} cannot be held to a schema here: ask a model that can."
            : null;
        if (reason is not null)
        {
            throw new ProviderException(new(FailureKind.InvalidRequest, reason));
        }
    }

    static bool HasPicture(IEnumerable<ChatMessage> messages) =>
        messages.SelectMany(message => message.Contents).OfType<DataContent>().Any(data => data.HasTopLevelMediaType("image"));

    static JsonArray? Tools(ChatOptions options) =>
        options.Tools is { Count: > 0 } tools && options.ToolMode is not NoneChatToolMode ? [.. tools.Select(Tool)] : null;

    static JsonObject Tool(AITool tool) => tool is AIFunctionDeclaration function
        ? new()
        {
            ["type"] = "function",
            ["function"] = new JsonObject
            {
                ["name"] = function.Name,
                ["description"] = function.Description,
                ["parameters"] = JsonNode.Parse(function.JsonSchema.GetRawText()),
            },
        }
        : throw new ProviderException(new(FailureKind.InvalidRequest, $"Ollama runs no tools itself, so it has no {tool.Name}: give it a function."));

    /// <remarks>Levels have been understood for every model since some models want them.</remarks>
    JsonNode? Think(ReasoningOptions? reasoning, List<string> warnings)
    {
        if (reasoning is null)
        {
            return null;
        }

        if (model.Capabilities.Thinking == Thinking.None)
        {
            if (reasoning.Effort is not (null or ReasoningEffort.None))
            {
                warnings.Add($"{model.Id} does not think before it answers: the effort was left out.");
            }

            return null;
        }

        if (reasoning.Output is ReasoningOutput.None or ReasoningOutput.Summary && reasoning.Effort != ReasoningEffort.None)
        {
            warnings.Add("Ollama gives all of the thinking or has the model not think: here it is all of it.");
        }

        return reasoning.Effort switch
        {
            null => true,
            ReasoningEffort.None => false,
            ReasoningEffort.Low => "low",
            ReasoningEffort.Medium => "medium",
            _ => "high",
        };
    }

    JsonObject Options(ChatOptions options, JsonArray messages, JsonArray? tools, List<string> warnings)
    {
        var output = options.MaxOutputTokens ?? model.MaxOutput ?? MostOutput;
        JsonObject written = new() { ["num_predict"] = output };
        void Add(string name, JsonNode? value)
        {
            if (value is not null)
            {
                written[name] = value;
            }
        }

        Add("num_ctx", options.AdditionalProperties?.TryGetValue(OllamaOptions.ContextLength, out var length) == true
            ? JsonSerializer.SerializeToNode(length, AIJsonUtilities.DefaultOptions)
            : OllamaWindow.For(messages, tools, output, model.ContextWindow));
        Add("stop", options.StopSequences is { Count: > 0 } stops ? new JsonArray([.. stops.Select(stop => (JsonNode)stop)]) : null);
        (string Name, JsonNode? Value)[] sampling =
        [
            ("temperature", options.Temperature), ("top_p", options.TopP), ("top_k", options.TopK), ("seed", options.Seed),
            ("presence_penalty", options.PresencePenalty), ("frequency_penalty", options.FrequencyPenalty),
        ];
        foreach (var (name, value) in sampling.Where(each => each.Value is not null))
        {
            if (model.Capabilities.Sampling == false)
            {
                warnings.Add($"{model.Id} does not let itself be tuned: {name} was left out.");
                continue;
            }

            Add(name, value);
        }

        if (options is { AllowMultipleToolCalls: false, Tools.Count: > 0 })
        {
            warnings.Add("Ollama cannot keep a model to one tool call at a time: it may make several.");
        }

        return written;
    }
}
