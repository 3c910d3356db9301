using System.Globalization;

namespace Aios.Cli.Configuration;

/// <summary>Every setting by its name, with its value and where it came from; keys masked.</summary>
static class SettingsListing
{
    public static IEnumerable<ListedSetting> Of(Settings settings) =>
    [
        new("model", settings.Model.Everyone?.Value, settings.Model.Everyone?.Origin ?? Origin.Default),
        .. settings.Model.BySpecialist.Select(each => new ListedSetting($"specialists.{each.Key}", each.Value.Value, each.Value.Origin)),
        new("limits.max_parallel", settings.MaxParallel?.Value.ToString(CultureInfo.InvariantCulture), settings.MaxParallel?.Origin ?? Origin.Default),
        new("limits.max_cost", settings.MaxCost?.Value.ToString(), settings.MaxCost?.Origin ?? Origin.Default),
        new("cache.kinds", settings.ReusedKinds is { } kinds ? string.Join(", ", kinds.Value) : null, settings.ReusedKinds?.Origin ?? Origin.Default),
        .. Of(settings.Routing),
        .. settings.Providers.SelectMany(Of),
        .. settings.Models is { } own ? (ListedSetting[])[new("models", "some of your own", own.Origin)] : [],
    ];

    static IEnumerable<ListedSetting> Of(RoutingSettings routing)
    {
        var rules = routing.ToRules();
        return
        [
            new("routing.policy", rules.Policy, routing.Policy?.Origin ?? Origin.Default),
            new("routing.value_of_time", rules.ValueOfTime.ToString(CultureInfo.InvariantCulture), routing.ValueOfTime?.Origin ?? Origin.Default),
            new("routing.exploration", rules.Exploration.ToString(CultureInfo.InvariantCulture), routing.Exploration?.Origin ?? Origin.Default),
            .. routing.Models is { } models ? (ListedSetting[])[new("routing.models", string.Join(", ", models.Value), models.Origin)] : [],
            .. routing.Rules.Index().Select(each => new ListedSetting(
                $"routing.rules[{each.Index}]", $"{each.Item.Value}: {each.Item.Value.Model?.ToString() ?? each.Item.Value.Policy}", each.Item.Origin)),
            .. routing.Experiments.Select(each => new ListedSetting(
                $"routing.experiments.{each.Value.Name}", string.Join(", ", each.Value.Arms.Select(arm => arm.Name)), each.Origin)),
        ];
    }

    static IEnumerable<ListedSetting> Of(ProviderSettings provider) =>
    [
        .. provider.Api is { } api ? (ListedSetting[])[new($"providers.{provider.Name}.api", api.Value, api.Origin)] : [],
        .. provider.Endpoints.SelectMany(endpoint => Of($"providers.{provider.Name}.{endpoint.Name}", endpoint)),
    ];

    static IEnumerable<ListedSetting> Of(string at, EndpointSettings endpoint) =>
    [
        new($"{at}.address", endpoint.Address.Value.AbsoluteUri, endpoint.Address.Origin),
        new($"{at}.key", endpoint.Key?.Value.Masked, endpoint.Key?.Origin ?? Origin.Default),
        .. endpoint.Headers.Select(header => new ListedSetting(
            $"{at}.headers.{header.Key}", EndpointSettings.IsSecret(header.Key) ? "…" : header.Value.Value, header.Value.Origin)),
        .. endpoint.Proxy is { } proxy ? (ListedSetting[])[new($"{at}.proxy", proxy.Value.AbsoluteUri, proxy.Origin)] : [],
        .. endpoint.Deadlines.Select(deadline => new ListedSetting($"{at}.{deadline.Key}", deadline.Value.Value.TotalSeconds.ToString(CultureInfo.InvariantCulture), deadline.Value.Origin)),
        .. endpoint.Limits.Select(limit => new ListedSetting($"{at}.{limit.Key}", limit.Value.Value.ToString(CultureInfo.InvariantCulture), limit.Value.Origin)),
    ];
}

/// <param name="Value">Null where nothing is set.</param>
sealed record ListedSetting(string Name, string? Value, Origin Origin);
