using System.Net.Http.Headers;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers;

/// <summary>What sets one vendor's API apart from the next; one class in each vendor's folder.</summary>
interface IVendor
{
    string Name { get; }

    void Authorise(HttpRequestHeaders headers, string key);

    /// <param name="endpoint">By its name: what a model keeps for itself in an answer goes back there only.</param>
    IDialect DialectFor(Model model, string endpoint);

    /// <summary>The models that are there, with what the API says of them.</summary>
    /// <exception cref="ProviderException">It does not say.</exception>
    Task<IReadOnlyList<Model>> ModelsAsync(Connection connection, CancellationToken cancellationToken);

    /// <summary>The tokens of a question as the vendor's own counting call tells them; null where it has none.</summary>
    /// <exception cref="ProviderException">It does not tell.</exception>
    Task<long?> CountAsync(Connection connection, Model model, IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken);
}
