using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers;

/// <summary>A vendor's API at one of its addresses, a local server, or the generator that stands in for them.</summary>
public interface IProvider
{
    string Name { get; }

    /// <summary>Which of the provider's addresses, where it has several.</summary>
    string Endpoint => "default";

    /// <summary>What the endpoint has last said of its limits; empty where it says nothing.</summary>
    IReadOnlyList<RateLimit> Limits => [];

    /// <summary>What the endpoint's owner lets through to it.</summary>
    EndpointLimits Allowed => EndpointLimits.None;

    IReadOnlyList<Model> Models { get; }

    /// <summary>Its retries are off: only the router tries again.</summary>
    IChatClient ClientFor(Model model);

    /// <summary>What an exception of this provider's client means, or null for one that it cannot have thrown by design.</summary>
    Failure? FailureOf(Exception exception) => (exception as ProviderException)?.Failure;
}
