using Aios.Cli.Configuration;
using Aios.Llm.Routing;

namespace Aios.Cli.Choosing;

/// <summary>What may have been meant by a model that a provider does not have.</summary>
sealed class ModelSuggestions(Settings settings, ModelFinder finder)
{
    const int Most = 5;

    /// <param name="noRoute">What the provider said.</param>
    public async Task<Exception> ForAsync(Route route, NoRouteAnsweredException noRoute, CancellationToken cancellationToken)
    {
        var provider = settings.Provider(route.Provider.Name);
        var names = provider is null ? [] : await NamesAsync(provider, route.Model.Id, cancellationToken);
        return names.Count == 0 ? noRoute
            : new UnknownModelException($"{route.Provider.Name}/{route.Model.Id}", [.. names.Select(name => $"{route.Provider.Name}/{name}")], $"{noRoute.Message.TrimEnd('.')}. See: aios models", noRoute);
    }

    async Task<IReadOnlyList<string>> NamesAsync(ProviderSettings provider, string id, CancellationToken cancellationToken)
    {
        if (!provider.IsServer)
        {
            return [.. settings.Catalog.Nearest(id, Most, provider.Name).Select(model => model.Id).Where(name => name != id)];
        }

        var present = await finder.PresentAsync(provider, cancellationToken);
        return [.. present.Select(model => model.Id).OrderByDescending(name => Common(name, id)).Take(Most)];
    }

    /// <summary>How many characters two names begin with alike.</summary>
    static int Common(string one, string other) => one.AsSpan().CommonPrefixLength(other);
}
