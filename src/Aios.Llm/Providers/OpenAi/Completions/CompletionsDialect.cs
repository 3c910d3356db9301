using System.Text.Json.Nodes;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi.Completions;

/// <summary>The older Completions, which go on from a text: for base models and servers that know nothing else.</summary>
sealed class CompletionsDialect : IDialect
{
    public Framing Framing => Framing.ServerSentEvents;

    public WireRequest Write(ModelRequest request)
    {
        RequestDraft draft = new(request, thinker: "");
        var options = draft.Options;
        if (options.Tools is { Count: > 0 } || options.ResponseFormat is ChatResponseFormatJson)
        {
            throw RequestDraft.Refusal("Completions go on from a text: they know neither tools nor schemas. Ask by Chat Completions.");
        }

        draft.Body["model"] = draft.Model.Id;
        draft.Body["prompt"] = Prompt(draft);
        draft.Body["max_tokens"] = draft.MaxOutput();
        if (draft.Stream)
        {
            draft.Body["stream"] = true;
            draft.Body["stream_options"] = new JsonObject { ["include_usage"] = true };
        }

        draft.SetSampling("temperature", options.Temperature);
        draft.SetSampling("top_p", options.TopP);
        draft.SetSampling("frequency_penalty", options.FrequencyPenalty);
        draft.SetSampling("presence_penalty", options.PresencePenalty);
        draft.Set("seed", options.Seed);
        if (options.StopSequences is { Count: > 0 } stops)
        {
            draft.Body["stop"] = new JsonArray([.. stops]);
        }

        return draft.At("completions");
    }

    public IAnswerReader Reader() => new CompletionsReader();

    public Failure FailureOf(WireError error) => OpenAiFailure.Of(error);

    /// <summary>All that was said, one below the other: who said it cannot be told.</summary>
    static string Prompt(RequestDraft draft)
    {
        var texts = draft.Messages.Select(message => message.Contents.All(content => content is TextContent)
            ? message.Text
            : throw RequestDraft.Refusal("Completions go on from a text: they take nothing but text. Ask by Chat Completions."));
        return string.Join("\n\n", texts.Prepend(draft.Options.Instructions ?? "").Where(text => text.Length > 0));
    }
}
