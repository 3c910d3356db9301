using Aios.Cli.Configuration;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Routing;

namespace Aios.Cli.Choosing;

/// <summary>Finds the routes to the model that somebody chose, or to the one that is asked when nobody did.</summary>
/// <param name="offline">Made only when it is chosen: it takes some getting ready.</param>
sealed class ModelFinder(Settings settings, OpenProviders open, Func<IProvider> offline, TimeProvider clock)
{
    public const string OfflineName = "offline";

    const int Suggestions = 3;

    IProvider? _offline;

    /// <param name="choice">Null leaves the choice to us.</param>
    /// <returns>The endpoints that have the model, in their order; none when nobody chose and no provider is set up.</returns>
    /// <exception cref="UnknownModelException"/>
    /// <exception cref="KeyMissingException"/>
    /// <exception cref="UnaskedException">A server does not say which models it has.</exception>
    public async Task<IReadOnlyList<PlannedRoute>> RoutesAsync(Setting<string>? choice, CancellationToken cancellationToken)
    {
        if (choice is null)
        {
            return SetUp.FirstOrDefault() is { } first ? await DefaultAsync(first, cancellationToken) : [];
        }

        var (chosen, origin) = choice;
        var reason = $"It was chosen by {origin}.";
        var (head, id) = chosen.Split('/', 2) is [var left, { Length: > 0 } right] ? (left, right) : (null, chosen);
        return chosen == OfflineName || head == OfflineName ? [Offline(reason)]
            : head is not null && settings.Provider(head) is { } provider ? Routes(provider, await KnownAsync(provider, id, chosen, cancellationToken), reason)
            : KnownProvider.Find(head ?? "") is { } absent ? throw Unset(absent)
            : await ByIdAsync(chosen, reason, cancellationToken);
    }

    /// <summary>The provider's own choice of a model.</summary>
    /// <exception cref="KeyMissingException"/>
    /// <exception cref="UnknownModelException">The provider has none, or is none.</exception>
    public async Task<IReadOnlyList<PlannedRoute>> DefaultOfAsync(string name, CancellationToken cancellationToken) =>
        name == OfflineName ? [Offline("The provider was chosen by option --provider.")]
        : settings.Provider(name) is { } provider ? await DefaultAsync(provider, cancellationToken)
        : throw (KnownProvider.Find(name) is { } absent ? Unset(absent) : NoSuchProvider(name));

    /// <summary>The providers that can be asked without more ado, in the order in which one is chosen: there is a key, or somebody has said where the server is.</summary>
    public IEnumerable<ProviderSettings> SetUp => settings.Providers.Where(provider =>
        provider.IsServer ? provider.IsConfigured : provider.Endpoints.Any(endpoint => endpoint.Key is not null));

    public PlannedRoute Offline(string reason)
    {
        var generator = _offline ??= offline();
        return new(new(generator, generator.Models[0], generator.ClientFor(generator.Models[0])), reason);
    }

    /// <exception cref="UnaskedException">It does not say.</exception>
    async Task<IReadOnlyList<Model>> DiscoverAsync(ProviderSettings provider, EndpointSettings endpoint, CancellationToken cancellationToken)
    {
        try
        {
            return [.. Complete(provider, await open.At(provider, endpoint).DiscoverAsync(cancellationToken))];
        }
        catch (ProviderException exception)
        {
            throw Silent(provider, exception.Failure);
        }
    }

    static UnaskedException Silent(ProviderSettings server, Failure failure, string? hint = null) =>
        new(server.Name, failure with { Message = $"{server.Name} does not say which models it has: {failure.Message}", Hint = hint ?? failure.Hint });

    public UnknownModelException NoSuchProvider(string name) =>
        new($"{name}/…", [], $"The providers are {string.Join(", ", settings.Providers.Select(provider => provider.Name).Append(OfflineName))}. Others are set up in aios.json.");

    async Task<IReadOnlyList<PlannedRoute>> DefaultAsync(ProviderSettings provider, CancellationToken cancellationToken)
    {
        var endpoint = Usable(provider)[0];
        var why = endpoint.Key is { } key ? $"whose key comes from {key.Origin}" : $"whose address comes from {endpoint.Address.Origin}";
        var model = settings.Catalog.DefaultOf(provider.Name)
            ?? settings.Catalog.All.FirstOrDefault(model => model.Provider == provider.Name)
            ?? (await DiscoverAsync(provider, endpoint, cancellationToken) is [var first, ..] ? first
                : throw new UnknownModelException($"at {provider.Name}", [], "Its server lists none. Load one there, or list some under models in aios.json."));
        return Routes(provider, model, $"No model was chosen, and this is the first of {provider.Name}, {why}.");
    }

    PlannedRoute[] Routes(ProviderSettings provider, Model model, string reason) =>
    [
        .. Usable(provider).Index().Select(each => new PlannedRoute(
            Route(open.At(provider, each.Item), model),
            each.Index == 0 ? reason : $"It is a further endpoint of {provider.Name}, '{each.Item.Name}', for when those before it fail.")),
    ];

    static Route Route(VendorProvider provider, Model model) => new(provider, model, provider.ClientFor(model));

    /// <exception cref="KeyMissingException">There is none.</exception>
    static List<EndpointSettings> Usable(ProviderSettings provider) => provider.Usable.ToList() is { Count: > 0 } usable ? usable : throw NoKey(provider);

    /// <summary>A server has what it has; a vendor's models are in the catalog.</summary>
    async Task<Model> KnownAsync(ProviderSettings provider, string id, string chosen, CancellationToken cancellationToken) =>
        settings.Catalog.Find(provider.Name, id) is { } known ? known
        : !provider.IsServer ? throw Unknown(chosen, id, provider.Name)
        : await LocalAsync(provider, id, cancellationToken) ?? new() { Provider = provider.Name, Id = id, ContextWindow = null, MaxOutput = null };

    /// <summary>What a server on this machine says of a model: that is quick, and tells its window, what it can do, and that it costs nothing.</summary>
    /// <returns>Null when it does not say; what to make of that is its own affair once it is asked.</returns>
    async Task<Model?> LocalAsync(ProviderSettings provider, string id, CancellationToken cancellationToken) =>
        Usable(provider)[0].Address.Value.IsLoopback
            ? (await PresentAsync(provider, cancellationToken)).FirstOrDefault(model => model.Id == id || model.Id == $"{id}:latest")
            : null;

    /// <summary>The models of a server; none when it does not say.</summary>
    public async Task<IReadOnlyList<Model>> PresentAsync(ProviderSettings server, CancellationToken cancellationToken)
    {
        var check = await CheckAsync(server, cancellationToken);
        return [.. Complete(server, check.Models)];
    }

    Task<EndpointCheck> CheckAsync(ProviderSettings server, CancellationToken cancellationToken) =>
        EndpointCheck.MakeAsync(server, server.Endpoints[0], clock, cancellationToken);

    IEnumerable<Model> Complete(ProviderSettings server, IReadOnlyList<Model>? models) =>
        (models ?? []).Select(model => settings.Catalog.Complete(server.Name, model));

    /// <summary>Of the providers that have a model of this name, those that can be asked come first.</summary>
    /// <exception cref="UnaskedException">None has it, and a server that may have it does not say.</exception>
    async Task<IReadOnlyList<PlannedRoute>> ByIdAsync(string id, string reason, CancellationToken cancellationToken)
    {
        var having = settings.Providers.Where(provider => settings.Catalog.Find(provider.Name, id) is not null).ToList();
        if ((having.FirstOrDefault(provider => provider.Usable.Any()) ?? having.FirstOrDefault()) is { } provider)
        {
            return Routes(provider, await KnownAsync(provider, id, id, cancellationToken), reason);
        }

        (ProviderSettings Server, Failure Failure)? silent = null;
        foreach (var server in settings.Providers.Where(each => each is { IsServer: true, IsConfigured: true }))
        {
            var check = await CheckAsync(server, cancellationToken);
            if (Complete(server, check.Models).FirstOrDefault(model => model.Id == id) is { } model)
            {
                return Routes(server, model, reason);
            }

            silent ??= check.Failure is { } failure ? (server, failure) : null;
        }

        var unknown = Unknown(id, id, provider: null);
        throw silent is { } one ? Silent(one.Server, one.Failure, $"If the model is not one of its: {unknown.Message}") : unknown;
    }

    /// <remarks>Where no name is near, those that each provider would choose by itself tell more than none.</remarks>
    UnknownModelException Unknown(string chosen, string id, string? provider)
    {
        var nearest = settings.Catalog.Nearest(id, Suggestions, provider);
        if (nearest.Count == 0 && id.Split('/', 2) is [_, { Length: > 0 } name])
        {
            nearest = settings.Catalog.Nearest(name, Suggestions, provider); // the slip may be in the name of the provider
        }

        return new(
            chosen,
            [.. (nearest.Count > 0 ? nearest : settings.Catalog.All.Where(model => model.IsDefault && (provider ?? model.Provider) == model.Provider)).Select(model => $"{model.Provider}/{model.Id}")],
            "See: aios models. A model that is newer than this list can be added under models in your aios.json.");
    }

    static KeyMissingException NoKey(ProviderSettings provider)
    {
        var variable = provider.Endpoints[0].KeyVariable;
        return new(
            $"There is no key for {provider.Name}.",
            $"{(variable is null ? "Put" : $"Set {variable} in the environment or in .env, or put")} a key into your aios.json; see: aios config path",
            provider.Name);
    }

    static KeyMissingException Unset(KnownProvider absent) =>
        new($"Nobody has said where {absent.Name} is.", $"Set {absent.AddressVariable} in the environment, or list its endpoint in your aios.json; see: aios config path", absent.Name);
}
