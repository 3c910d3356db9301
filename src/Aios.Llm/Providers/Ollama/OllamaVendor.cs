using System.Net.Http.Headers;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Ollama;

/// <summary>Ollama's native API.</summary>
sealed class OllamaVendor : IVendor
{
    public string Name => "ollama";

    /// <remarks>A server of one's own wants no key; Ollama's cloud, or a proxy before the server, does.</remarks>
    public void Authorise(HttpRequestHeaders headers, string key) => headers.Authorization = new("Bearer", key);

    public IDialect DialectFor(Model model, string endpoint) => new OllamaDialect(model);

    public Task<IReadOnlyList<Model>> ModelsAsync(Connection connection, CancellationToken cancellationToken) =>
        OllamaModels.ListAsync(connection, cancellationToken);

    public Task<long?> CountAsync(
        Connection connection, Model model, IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken) =>
        Task.FromResult<long?>(null);
}
