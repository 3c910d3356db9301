using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Spending;

namespace Aios.Cli.Configuration;

/// <summary>All that has been configured, each value with where it came from.</summary>
sealed record Settings
{
    public ModelChoice Model { get; init; } = new();

    /// <summary>How many answers may be written at once.</summary>
    public Setting<int>? MaxParallel { get; init; }

    /// <summary>What one run may cost; null where nobody limits it.</summary>
    public Setting<Money>? MaxCost { get; init; }

    public RoutingSettings Routing { get; init; } = new();

    /// <summary>Of task, whose answers may be given again instead of being paid for once more.</summary>
    public Setting<IReadOnlyList<string>>? ReusedKinds { get; init; }

    /// <summary>In the order in which one is chosen when nobody chooses.</summary>
    public required IReadOnlyList<ProviderSettings> Providers { get; init; }

    /// <summary>The user's own models and prices.</summary>
    public Setting<ModelFile>? Models { get; init; }

    /// <summary>What is known of models, the user's own words last. Read when it is first needed.</summary>
    public ModelCatalog Catalog => field ??= Models is { } own ? ModelCatalog.Shipped.With(own.Value) : ModelCatalog.Shipped;

    public ProviderSettings? Provider(string name) => Providers.FirstOrDefault(provider => provider.Name == name);

    /// <summary>What can be used all the same, and should be mended.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whatever may never be shown.</summary>
    public IReadOnlyList<Secret> Secrets =>
    [
        .. from provider in Providers
        from endpoint in provider.Endpoints
        from secret in (Secret[])
        [
            .. endpoint.Key is { } key ? [key.Value] : Array.Empty<Secret>(),
            .. endpoint.SecretHeaders.SelectMany(header => header.Value.Split(' ', 2).Append(header.Value)).Distinct() // a vendor may repeat the key without its scheme
                .Select(word => new Secret(word, endpoint.Address.Value)),
        ]
        select secret,
    ];
}
