using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Providers.Wire;

namespace Aios.Cli.Configuration;

/// <summary>What an endpoint said when it was asked which models it has.</summary>
sealed record EndpointCheck
{
    static readonly TimeSpan _longest = TimeSpan.FromSeconds(15);

    /// <summary>Null when it did not say.</summary>
    public IReadOnlyList<Model>? Models { get; private init; }

    /// <summary>Why it did not say.</summary>
    public Failure? Failure { get; private init; }

    public required TimeSpan Took { get; init; }

    public IReadOnlyList<RateLimit> Limits { get; private init; } = [];

    /// <summary>By how much its clock is ahead of ours.</summary>
    public TimeSpan? Skew { get; private init; }

    /// <summary>It is there and is what it should be, whether it takes the key or not.</summary>
    public bool IsReachable => Failure is null or { IsWebPage: false, HttpStatus: not null };

    /// <summary>Never throws for want of an answer, and waits for it no longer than a person would.</summary>
    public static async Task<EndpointCheck> MakeAsync(ProviderSettings provider, EndpointSettings settings, TimeProvider clock, CancellationToken cancellationToken)
    {
        var endpoint = settings.ToEndpoint();
        var deadlines = endpoint.Deadlines;
        endpoint = endpoint with { Deadlines = deadlines with { FirstByte = Least(deadlines.FirstByte), Idle = Least(deadlines.Idle), Whole = Least(deadlines.Whole) } };
        using var open = Vendors.Open(provider.Name, endpoint, [], clock, provider.SpokenApi);
        var started = clock.GetTimestamp();
        try
        {
            var models = await open.DiscoverAsync(cancellationToken);
            return new() { Models = models, Took = clock.GetElapsedTime(started), Limits = open.Limits, Skew = open.Skew };
        }
        catch (ProviderException exception)
        {
            return new() { Failure = exception.Failure, Took = clock.GetElapsedTime(started), Limits = open.Limits, Skew = open.Skew };
        }
    }

    static TimeSpan Least(TimeSpan time) => time < _longest ? time : _longest;
}
