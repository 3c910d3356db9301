using Aios.Cli.Configuration;
using Aios.Llm.Models;

namespace Aios.Cli.Listing;

/// <summary>The models of the catalog and those that configured servers have, with whether they can be asked now.</summary>
sealed class ModelList(Settings settings, TimeProvider clock)
{
    /// <summary>What is good to know about the last list.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <param name="only">One provider; null for all.</param>
    /// <param name="retired">Those too that their provider no longer has.</param>
    public async Task<IReadOnlyList<ListedModel>> ReadAsync(string? only, bool retired, CancellationToken cancellationToken)
    {
        var servers = settings.Providers.Where(provider => provider is { IsServer: true, IsConfigured: true } && (only ?? provider.Name) == provider.Name).ToList();
        var checks = (await Task.WhenAll(servers.Select(server => EndpointCheck.MakeAsync(server, server.Endpoints[0], clock, cancellationToken))))
            .Zip(servers).ToDictionary(pair => pair.Second.Name, pair => pair.First);
        Warnings = [.. checks.Where(check => check.Value.Failure is not null).Select(check => $"{check.Key} does not say which models it has: {check.Value.Failure!.Message}")]; // just asked
        var listed =
            from model in settings.Catalog.All
            let provider = model.Provider ?? ""
            where provider == (only ?? provider) && (retired || !IsRetired(model))
            select Listed(model, provider, WhyNot(model, provider, checks.GetValueOrDefault(provider)));
        var discovered =
            from server in checks
            from model in server.Value.Models ?? []
            where !settings.Catalog.All.Any(known => known.Provider == server.Key && known.Id == model.Id)
            select Listed(settings.Catalog.Complete(server.Key, model), server.Key, whyNot: null);
        return [.. listed.Concat(discovered)];
    }

    ListedModel Listed(Model model, string provider, string? whyNot) => new(model, provider, whyNot, model.PriceAt(clock.GetUtcNow()));

    bool IsRetired(Model model) => model.IsRetiredAt(clock.GetUtcNow());

    /// <param name="check">What the provider's server said; null where nobody asked it.</param>
    string? WhyNot(Model model, string provider, EndpointCheck? check) =>
        IsRetired(model) ? "retired"
        : settings.Provider(provider) is not { } configured ? "no address"
        : !configured.Usable.Any() ? "no key"
        : check?.Failure is { } failure ? failure.Message
        : check?.Models is { } present && present.All(each => each.Id != model.Id) ? "not present"
        : null;
}
