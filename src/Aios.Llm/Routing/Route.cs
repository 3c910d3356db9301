using Aios.Llm.Models;
using Aios.Llm.Providers;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Routing;

/// <summary>A model at an endpoint of a provider, with the client that reaches it.</summary>
public sealed record Route(IProvider Provider, Model Model, IChatClient Client)
{
    const string DefaultEndpoint = "default";

    /// <summary>By which people, health and history know it: <c>PROVIDER/MODEL</c>, and <c>@ENDPOINT</c> where that is not the only one.</summary>
    public string Name { get; } = NameOf(Provider.Name, Provider.Endpoint, Model.Id);

    internal static string NameOf(string provider, string endpoint, string model) =>
        endpoint == DefaultEndpoint ? $"{provider}/{model}" : $"{provider}/{model}@{endpoint}";
}
