using Aios.Llm.Models;
using Aios.Server.Dialects;

namespace Aios.Server.Emulation.Serving;

/// <summary>The models that an emulator knows, and what it holds questions to because of it.</summary>
sealed class KnownModels(EmulatorOptions options)
{
    /// <summary>What stands in the list of models when nothing is known.</summary>
    const string Any = "emulated";

    public IReadOnlyList<Model> Of(string provider) => options.Models.TryGetValue(provider, out var models)
        ? models
        : [new() { Id = Any, ContextWindow = null, MaxOutput = null }];

    public bool Has(string provider, string id) => !options.OnlyKnownModels || Find(provider, id) is not null;

    /// <summary>Ollama's tag may be left out.</summary>
    public Model? Find(string provider, string id) =>
        options.Models.TryGetValue(provider, out var models) ? models.FirstOrDefault(model => model.Id == id || provider == "ollama" && model.Id == $"{id}:latest") : null;

    /// <exception cref="RequestRefusedException">The model would not do that.</exception>
    public void Check(IServedDialect dialect, Question question, long tokens)
    {
        if (!Has(dialect.Provider, question.Model))
        {
            throw new RequestRefusedException(dialect.Error(ErrorKind.UnknownModel, question.Model));
        }

        if (Find(dialect.Provider, question.Model) is not { } model)
        {
            return;
        }

        if (model.ContextWindow is { } window && tokens > window)
        {
            var error = dialect.Error(ErrorKind.ContextTooLong, question.Model);
            throw new RequestRefusedException(error with
            {
                Message = dialect.Provider switch
                {
                    "anthropic" => $"prompt is too long: {tokens} tokens > {window} maximum",
                    "openai" => $"This model's maximum context length is {window} tokens. However, your messages resulted in {tokens} tokens. Please reduce the length of the messages.",
                    _ => error.Message,
                },
            });
        }

        if (model.MaxOutput is { } most && question.Options.MaxOutputTokens > most && dialect.Provider != "ollama")
        {
            throw new RequestRefusedException(dialect.Error(ErrorKind.BadRequest, question.Model) with
            {
                Message = dialect.Provider == "anthropic"
                    ? $"max_tokens: {question.Options.MaxOutputTokens} > {most}, which is the maximum allowed number of output tokens for {question.Model}"
                    : $"max_tokens is too large: {question.Options.MaxOutputTokens}. This model supports at most {most} completion tokens, whereas you provided {question.Options.MaxOutputTokens}.",
            });
        }
    }
}
