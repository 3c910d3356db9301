using System.Net.Http.Headers;
using Aios.Llm.Models;
using Aios.Llm.Providers.OpenAi.Chat;
using Aios.Llm.Providers.OpenAi.Completions;
using Aios.Llm.Providers.OpenAi.Embeddings;
using Aios.Llm.Providers.OpenAi.Responses;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi;

/// <summary>OpenAI's own API: Chat Completions and Responses.</summary>
/// <param name="api">Which of them; by default Responses for models that reason, which keep their thoughts only there.</param>
/// <param name="name">Another name for the same API elsewhere, as at Azure.</param>
sealed class OpenAiVendor(OpenAiApi api = OpenAiApi.ByModel, string name = "openai") : IVendor, IEmbeddingVendor
{
    public static Uri DefaultAddress { get; } = new("https://api.openai.com/v1");

    public string Name => name;

    public void Authorise(HttpRequestHeaders headers, string key) => headers.Authorization = new("Bearer", key);

    public IDialect DialectFor(Model model, string endpoint) => api switch
    {
        OpenAiApi.ByModel when model.Capabilities.Thinking == Thinking.Effort => new ResponsesDialect(Thinker.At(name, endpoint)),
        OpenAiApi.ByModel or OpenAiApi.ChatCompletions => new ChatDialect(ChatManner.OpenAi, Thinker.At(name, endpoint)),
        OpenAiApi.Responses => new ResponsesDialect(Thinker.At(name, endpoint)),
        OpenAiApi.Completions => new CompletionsDialect(),
        _ => throw new InvalidOperationException($"There is no dialect for {api}."),
    };

    public Task<IReadOnlyList<Model>> ModelsAsync(Connection connection, CancellationToken cancellationToken) => ModelList.AskAsync(connection, cancellationToken);

    /// <remarks>Counted as the Responses API would read it, whichever will be asked: the difference is a few tokens around each message.</remarks>
    public async Task<long?> CountAsync(
        Connection connection, Model model, IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken)
    {
        var request = new ResponsesDialect(Thinker.At(name, connection.Endpoint.Name)).Write(new(model, messages, WithoutStops(options), Stream: false));
        var answer = await JsonCall.PostAsync(connection, "responses/input_tokens", ResponsesRequest.ToCount(request), cancellationToken);
        return answer.Count("input_tokens") ?? throw new ProviderException(new(FailureKind.Malformed, "The answer holds no count of tokens."));
    }

    public IEmbeddingGenerator<string, Embedding<float>> EmbeddingsFor(Connection connection, Model model) => new EmbeddingClient(connection, model);

    /// <summary>They are no part of what is read, and the Responses API refuses them.</summary>
    static ChatOptions WithoutStops(ChatOptions options)
    {
        var clone = options.Clone();
        clone.StopSequences = null;
        return clone;
    }
}
