using System.Net.Http.Headers;
using Aios.Llm.Models;
using Aios.Llm.Providers.OpenAi.Chat;
using Aios.Llm.Providers.OpenAi.Completions;
using Aios.Llm.Providers.OpenAi.Embeddings;
using Aios.Llm.Providers.OpenAi.Responses;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi;

/// <summary>Any server that speaks Chat Completions: vLLM, llama.cpp, OpenRouter and the like.</summary>
/// <param name="api">Some of them speak OpenAI's other APIs too.</param>
sealed class CompatibleVendor(string name, OpenAiApi api = OpenAiApi.ByModel) : IVendor, IEmbeddingVendor
{
    public string Name => name;

    public void Authorise(HttpRequestHeaders headers, string key) => headers.Authorization = new("Bearer", key);

    public IDialect DialectFor(Model model, string endpoint) => api switch
    {
        OpenAiApi.ByModel or OpenAiApi.ChatCompletions => new ChatDialect(ChatManner.Compatible, Thinker.At(name, endpoint)),
        OpenAiApi.Responses => new ResponsesDialect(Thinker.At(name, endpoint)),
        OpenAiApi.Completions => new CompletionsDialect(),
        _ => throw new InvalidOperationException($"There is no dialect for {api}."),
    };

    public Task<IReadOnlyList<Model>> ModelsAsync(Connection connection, CancellationToken cancellationToken) => ModelList.AskAsync(connection, cancellationToken);

    public Task<long?> CountAsync(
        Connection connection, Model model, IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken) =>
        Task.FromResult<long?>(null);

    public IEmbeddingGenerator<string, Embedding<float>> EmbeddingsFor(Connection connection, Model model) => new EmbeddingClient(connection, model);
}
