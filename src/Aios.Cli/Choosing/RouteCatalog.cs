using Aios.Cli.Configuration;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Llm.Routing.Planning;

namespace Aios.Cli.Choosing;

/// <summary>The routes that a plan can choose among. Vendors are not asked what they have: that is in the catalog; servers are, where one of theirs may be chosen.</summary>
sealed class RouteCatalog(Settings settings, OpenProviders open, ModelFinder finder, TimeProvider clock)
{
    readonly List<string> _warnings = [];

    /// <summary>What could not be looked at.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>What somebody chose, and nothing else.</summary>
    /// <exception cref="UnknownModelException"/>
    /// <exception cref="KeyMissingException"/>
    /// <exception cref="ProviderException">A server does not say which models it has.</exception>
    public async Task<IReadOnlyList<RouteCandidate>> ChosenAsync(Setting<string> choice, CancellationToken cancellationToken) =>
        Candidates(await finder.RoutesAsync(choice, cancellationToken));

    /// <summary>What is asked where nobody chose or configured anything: the usual model of every vendor there is a key for, else of the first server, else the generator.</summary>
    /// <exception cref="UnknownModelException">The server has no model.</exception>
    /// <exception cref="ProviderException">The server does not say which models it has.</exception>
    public async Task<IReadOnlyList<RouteCandidate>> UsualAsync(CancellationToken cancellationToken)
    {
        var setUp = finder.SetUp.ToList();
        var asked = setUp.Where(provider => !provider.IsServer).ToList();
        List<RouteCandidate> found = [];
        foreach (var provider in asked.Count > 0 ? asked : [.. setUp.Take(1)])
        {
            found.AddRange(Candidates(await finder.DefaultOfAsync(provider.Name, cancellationToken)));
        }

        return found.Count > 0 ? found : [Generator("No model was chosen and there is no key, so the offline generator writes.")];
    }

    /// <summary>Everything that can be asked.</summary>
    public async Task<IReadOnlyList<RouteCandidate>> AllAsync(CancellationToken cancellationToken)
    {
        List<RouteCandidate> found = [];
        foreach (var provider in finder.SetUp)
        {
            foreach (var endpoint in provider.Usable)
            {
                var models = provider.IsServer ? await DiscoveredAsync(provider, endpoint, cancellationToken) : Known(provider);
                var at = open.At(provider, endpoint);
                found.AddRange(models.Select(model => Candidate(new(new(at, model, at.ClientFor(model)), ""), provider, endpoint) with { Reason = null }));
            }
        }

        return IsGeneratorWanted || found.Count == 0 ? [.. found, Generator("")] : found;
    }

    IEnumerable<Model> Known(ProviderSettings provider) =>
        settings.Catalog.All.Where(model => model.Provider == provider.Name && !model.IsRetiredAt(clock.GetUtcNow()));

    /// <remarks>One that does not answer keeps nobody from asking the others.</remarks>
    async Task<IReadOnlyList<Model>> DiscoveredAsync(ProviderSettings provider, EndpointSettings endpoint, CancellationToken cancellationToken)
    {
        if (settings.Routing.Models is { } allowed && !allowed.Value.Any(pattern => MayBeOf(provider, pattern)))
        {
            return [];
        }

        var check = await EndpointCheck.MakeAsync(provider, endpoint, clock, cancellationToken);
        if (check.Failure is { } failure)
        {
            _warnings.Add($"{provider.Name} does not say which models it has, so none of them is a candidate: {failure.Message}");
        }

        return [.. (check.Models ?? []).Select(model => settings.Catalog.Complete(provider.Name, model))];
    }

    static bool MayBeOf(ProviderSettings provider, ModelPattern pattern) =>
        pattern.Text.Split('/', 2) is not [var name, _] || name == provider.Name;

    /// <summary>It costs nothing, so it would do all it can do; whoever has set up models does not expect that unless they say so.</summary>
    bool IsGeneratorWanted =>
        settings.Routing.MentionsLocal
        || (settings.Routing.Models?.Value ?? []).Concat(settings.Routing.Rules.Select(rule => rule.Value.Model).OfType<ModelPattern>())
            .Any(pattern => pattern.Text == ModelFinder.OfflineName || pattern.Text.StartsWith($"{ModelFinder.OfflineName}/", StringComparison.Ordinal));

    List<RouteCandidate> Candidates(IReadOnlyList<PlannedRoute> routes) =>
    [
        .. from planned in routes
           let provider = settings.Provider(planned.Route.Provider.Name)
           let endpoint = provider?.Endpoints.FirstOrDefault(each => each.Name == planned.Route.Provider.Endpoint)
           select provider is null || endpoint is null ? Generator(planned) : Candidate(planned, provider, endpoint),
    ];

    static RouteCandidate Candidate(PlannedRoute planned, ProviderSettings provider, EndpointSettings endpoint) => new(planned.Route)
    {
        IsHere = endpoint.Address.Value.IsLoopback && endpoint.Proxy?.Value.IsLoopback != false && !IsElsewhere(provider, planned.Route.Model),
        Reason = planned.Reason,
    };

    /// <summary>An Ollama on this machine may hand a question on to somebody else's, which is then not free.</summary>
    static bool IsElsewhere(ProviderSettings provider, Model model) => provider.Name == "ollama" && !model.Prices.Any(price => price.IsFree);

    RouteCandidate Generator(string reason) => Generator(finder.Offline(reason));

    static RouteCandidate Generator(PlannedRoute planned) => new(planned.Route) { IsHere = true, NeedsSpecialist = true, Reason = planned.Reason.Length > 0 ? planned.Reason : null };
}
