using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers;

/// <summary>A vendor's API at one endpoint.</summary>
public sealed class VendorProvider : IProvider, IDisposable
{
    readonly IVendor _vendor;
    readonly Connection _connection;

    internal VendorProvider(IVendor vendor, Endpoint endpoint, IReadOnlyList<Model> models, TimeProvider clock) =>
        (_vendor, _connection, Models) = (vendor, new(endpoint, vendor.Authorise, clock), models);

    public string Name => _vendor.Name;

    public string Endpoint => _connection.Endpoint.Name;

    public Uri Address => _connection.Endpoint.Address;

    public IReadOnlyList<Model> Models { get; }

    /// <summary>What the endpoint has last said of its limits; empty before it was asked anything.</summary>
    public IReadOnlyList<RateLimit> Limits => _connection.Limits.Current;

    public EndpointLimits Allowed => _connection.Endpoint.Limits;

    /// <summary>By how much the endpoint's clock is ahead of ours, to the second; null before it was asked anything.</summary>
    public TimeSpan? Skew => _connection.Skew;

    public IChatClient ClientFor(Model model) => new WireChatClient(_connection, _vendor.DialectFor(model, Endpoint), model);

    /// <summary>Turns texts into vectors; null where the vendor's API has no call for that.</summary>
    public IEmbeddingGenerator<string, Embedding<float>>? EmbeddingsFor(Model model) => (_vendor as IEmbeddingVendor)?.EmbeddingsFor(_connection, model);

    /// <summary>Asks which models are there.</summary>
    /// <exception cref="ProviderException">It does not say.</exception>
    public Task<IReadOnlyList<Model>> DiscoverAsync(CancellationToken cancellationToken) => _vendor.ModelsAsync(_connection, cancellationToken);

    /// <summary>Has the vendor count the tokens of a question; null where it has no call for that.</summary>
    /// <exception cref="ProviderException">It does not tell.</exception>
    public Task<long?> CountAsync(Model model, IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken) =>
        _vendor.CountAsync(_connection, model, messages, options, cancellationToken);

    public void Dispose() => _connection.Dispose();
}
