using System.Globalization;
using System.Text.Json.Nodes;
using Aios.Cli.Configuration;

namespace Aios.Cli.Listing;

/// <summary>An endpoint as <c>aios providers</c> shows it.</summary>
/// <param name="Check">What it said; null when it was not asked.</param>
sealed record ListedEndpoint(ProviderSettings Provider, EndpointSettings Endpoint, EndpointCheck? Check)
{
    public static IReadOnlyList<string> Head { get; } = ["PROVIDER", "ENDPOINT", "ADDRESS", "FROM", "KEY", "FROM", "STATE"];

    public bool IsUsable => Provider.Usable.Contains(Endpoint);

    public IReadOnlyList<string> Row =>
    [
        Provider.Name,
        Endpoint.Name,
        Endpoint.Address.Value.AbsoluteUri,
        Endpoint.Address.Origin.ToString(),
        Endpoint.Key?.Value.Masked ?? "none",
        Endpoint.Key?.Origin.ToString() ?? "",
        State,
    ];

    string State => Check switch
    {
        null => WhyNot ?? (Endpoint.IsConfigured ? "set up" : "not set up"),
        { Failure: { } failure } => $"{FailureProblem.Of(failure).Code}: {failure.Message}",
        { Models: { } models } => string.Join(", ", [
            string.Create(CultureInfo.InvariantCulture, $"answers in {Check.Took.TotalMilliseconds:0} ms"),
            $"{models.Count} models",
            .. Check.Limits.Where(limit => limit.Remaining is not null).Select(limit => $"{limit.Remaining} of {limit.Limit?.ToString(CultureInfo.InvariantCulture) ?? "?"} {limit.Of} left"),
        ]),
        _ => throw new InvalidOperationException("A check has models or a failure."),
    };

    string? WhyNot => IsUsable ? null : Endpoint.KeyVariable is { } variable ? $"no key: set {variable}" : "no key";

    public JsonObject ToJson() => new()
    {
        ["provider"] = Provider.Name,
        ["endpoint"] = Endpoint.Name,
        ["address"] = Endpoint.Address.Value.AbsoluteUri,
        ["address_origin"] = Endpoint.Address.Origin.ToString(),
        ["key"] = Endpoint.Key?.Value.Masked,
        ["key_origin"] = Endpoint.Key?.Origin.ToString(),
        ["proxy"] = Endpoint.Proxy?.Value.AbsoluteUri,
        ["configured"] = Endpoint.IsConfigured,
        ["usable"] = IsUsable,
        ["why_not"] = WhyNot,
        ["check"] = Check is null ? null : Checked(Check),
    };

    static JsonObject Checked(EndpointCheck check) => new()
    {
        ["reachable"] = check.IsReachable,
        ["key_accepted"] = check.Failure is null ? true : check.Failure.Kind == Llm.Providers.FailureKind.Unauthorised ? false : null,
        ["seconds"] = Math.Round(check.Took.TotalSeconds, 6),
        ["models"] = check.Models?.Count,
        ["limits"] = new JsonArray(
        [
            .. check.Limits.Select(limit => new JsonObject
            {
                ["of"] = limit.Of,
                ["limit"] = limit.Limit,
                ["remaining"] = limit.Remaining,
                ["resets"] = limit.Resets?.ToString("O", CultureInfo.InvariantCulture),
            }),
        ]),
        ["error"] = check.Failure is { } failure ? Error(FailureProblem.Of(failure)) : null,
    };

    static JsonObject Error(Problem problem) => new()
    {
        ["code"] = problem.Code,
        ["message"] = problem.Message,
        ["hint"] = problem.Hint,
        ["http_status"] = problem.HttpStatus,
        ["request_id"] = problem.RequestId,
    };
}
