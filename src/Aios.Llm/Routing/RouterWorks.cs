using Aios.Llm.Routing.Health;
using Aios.Llm.Spending;

namespace Aios.Llm.Routing;

/// <summary>What all calls of a router share.</summary>
sealed class RouterWorks
{
    const double ShareOfRetries = 0.1;
    const int FloorOfRetries = 10;
    const int KeptInMemory = 1000;
    const long Plenty = 20;

    readonly ILedger _ledger;
    readonly Action<ModelCall, Attempt>? _observer;

    public RouterWorks(TimeProvider clock, RouterParts parts)
    {
        var random = parts.Random ?? new Random();
        (Clock, Limits, Health, Jitter) = (clock, parts.Limits, parts.Health ?? new(clock, random), new(random));
        Journal = parts.Journal;
        (_ledger, _observer) = (parts.Ledger ?? new MemoryLedger(clock) { Keep = KeptInMemory }, parts.Observer);
    }

    public TimeProvider Clock { get; }

    public CallJournal? Journal { get; }

    public RecoveryLimits Limits { get; }

    public HealthBoard Health { get; }

    public Jitter Jitter { get; }

    public RetryAllowance Allowance { get; } = new(ShareOfRetries, FloorOfRetries);

    /// <returns>Null for a call that nobody will ask for again.</returns>
    public Transcript? TranscriptOf(ModelCall call, Guid attempt) =>
        call.Request is { Name: not null, Spender.Run: not null } && Journal is { } journal ? new(journal, attempt, Clock) : null;

    /// <summary>Writes down that a route is about to be asked.</summary>
    public Task<Reservation> ReserveAsync(ModelCall call, Route route, CancellationToken cancellationToken)
    {
        var (now, request) = (Clock.GetUtcNow(), call.Request);
        call.Id = call.Id == Guid.Empty ? Guid.CreateVersion7(now) : call.Id;
        return _ledger.ReserveAsync(
            new()
            {
                Call = call.Id,
                Attempt = (call.Earlier?.Attempts.Count ?? 0) + call.Attempts.Count + 1,
                Spender = request.Spender,
                Provider = route.Provider.Name,
                Endpoint = route.Provider.Endpoint,
                Model = route.Model.Id,
                Kind = request.Kind,
                Task = request.Task,
                Name = request.Name,
                Worst = WorstOf(request, route, now),
                At = now,
                Plan = call.Attempts.Count == 0 ? PlanJson.Of(call.Plan.Explanation) : null,
            },
            cancellationToken);
    }

    /// <summary>Writes down how it went.</summary>
    /// <param name="answer">Of a call that has a name.</param>
    public async Task SettleAsync(ModelCall call, Attempt attempt, Reservation reservation, KeptText? answer)
    {
        await _ledger.SettleAsync(reservation, new()
        {
            Outcome = attempt.Failure is { } failure ? RouteOutcomes.Word(failure.Kind) : Settlement.Answered,
            Usage = attempt.Usage,
            Tier = attempt.Tier,
            Cost = attempt.Cost,
            Price = attempt.Route.Model.PriceAt(attempt.Began),
            RequestId = attempt.Failure?.RequestId,
            HttpStatus = attempt.Failure?.HttpStatus,
            Took = attempt.Took,
            FirstPiece = attempt.FirstPiece,
            At = Clock.GetUtcNow(),
            Answer = answer,
        });
        _observer?.Invoke(call, attempt);
    }

    /// <summary>Counted exactly, which takes a while, only where much less is left than would make that indifferent.</summary>
    Money? WorstOf(RouteRequest request, Route route, DateTimeOffset now)
    {
        var atMost = request.AtMostOn(route.Model, now);
        return atMost is { } bound && _ledger.AllowanceOf(request.Spender).Left is { } left && left.NanoDollars / Plenty < bound.NanoDollars
            ? request.WorstOn(route.Model, now)
            : atMost;
    }
}
