using System.Globalization;
using System.Text.Json.Nodes;
using Aios.Llm.Spending;

namespace Aios.Cli.Listing;

/// <summary>How a route has done lately, in whatever process, as <c>aios providers --watch</c> shows it.</summary>
sealed record WatchedRoute
{
    static readonly TimeSpan _lately = TimeSpan.FromMinutes(5);

    // What lies with the question or with whoever asked says nothing of the route.
    static readonly HashSet<string> _neutral = ["cancelled", "invalid_request", "context_too_long", "refused"];

    public static IReadOnlyList<string> Head { get; } = ["PROVIDER", "ENDPOINT", "MODEL", "NOW", "ANSWERED, 5 MIN", "1 H", "FIRST PIECE", "TOKENS/S", "LAST FAILURE"];

    public required string Provider { get; init; }

    public required string Endpoint { get; init; }

    public required string Model { get; init; }

    /// <summary>Attempts that go on.</summary>
    public required int InFlight { get; init; }

    public required Answered Lately { get; init; }

    public required Answered LastHour { get; init; }

    /// <summary>The median of the last hour.</summary>
    public required TimeSpan? FirstPiece { get; init; }

    /// <summary>The median of the last hour, of answers once they speak.</summary>
    public required double? TokensPerSecond { get; init; }

    public required PastAttempt? LastFailure { get; init; }

    /// <param name="past">Of the last hour, the oldest first.</param>
    public static IReadOnlyList<WatchedRoute> Of(IEnumerable<PastAttempt> past, DateTimeOffset now) =>
    [
        .. from attempt in past
           group attempt by (attempt.Provider, attempt.Endpoint, attempt.Model) into route
           orderby route.Key
           select Of([.. route], now),
    ];

    public IReadOnlyList<string> Row =>
    [
        Provider, Endpoint, Model, InFlight.ToString(CultureInfo.InvariantCulture), Lately.ToString(), LastHour.ToString(),
        FirstPiece is { } first ? string.Create(CultureInfo.InvariantCulture, $"{first.TotalSeconds:0.00} s") : "",
        TokensPerSecond?.ToString("0", CultureInfo.InvariantCulture) ?? "",
        LastFailure is { } failure ? string.Create(CultureInfo.InvariantCulture, $"{failure.Began:HH:mm:ss} {failure.Outcome}") : "",
    ];

    public JsonObject ToJson() => new()
    {
        ["provider"] = Provider,
        ["endpoint"] = Endpoint,
        ["model"] = Model,
        ["in_flight"] = InFlight,
        ["last_5_minutes"] = Lately.ToJson(),
        ["last_hour"] = LastHour.ToJson(),
        ["first_piece_seconds"] = FirstPiece?.TotalSeconds,
        ["tokens_per_second"] = TokensPerSecond,
        ["last_failure"] = LastFailure is null ? null : new JsonObject
        {
            ["at"] = LastFailure.Began.ToString("O", CultureInfo.InvariantCulture),
            ["outcome"] = LastFailure.Outcome,
        },
    };

    static WatchedRoute Of(IReadOnlyList<PastAttempt> attempts, DateTimeOffset now) => new()
    {
        Provider = attempts[0].Provider,
        Endpoint = attempts[0].Endpoint,
        Model = attempts[0].Model,
        InFlight = attempts.Count(attempt => attempt.Outcome is null),
        Lately = Answered.Of(attempts.Where(attempt => attempt.Began >= now - _lately)),
        LastHour = Answered.Of(attempts),
        FirstPiece = Median(attempts.Select(attempt => attempt.FirstPiece?.TotalSeconds)) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        TokensPerSecond = Median(attempts.Select(attempt => attempt.Output > 1 && attempt.Took - attempt.FirstPiece is { } spoke && spoke > TimeSpan.Zero
            ? attempt.Output / spoke.TotalSeconds
            : (double?)null)),
        LastFailure = attempts.LastOrDefault(IsFailure),
    };

    static bool IsFailure(PastAttempt attempt) => attempt.Outcome is { } outcome and not "answered" && !_neutral.Contains(outcome);

    static double? Median(IEnumerable<double?> values) =>
        values.OfType<double>().Order().ToList() is { Count: > 0 } sorted ? sorted[sorted.Count / 2] : null;

    /// <param name="Good">Answers that came whole.</param>
    /// <param name="All">With the failures of the route.</param>
    public readonly record struct Answered(int Good, int All)
    {
        public static Answered Of(IEnumerable<PastAttempt> attempts) => attempts.Aggregate(default(Answered), (sum, attempt) =>
            attempt.Outcome == "answered" ? new(sum.Good + 1, sum.All + 1)
            : IsFailure(attempt) ? sum with { All = sum.All + 1 }
            : sum);

        public override string ToString() => All == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Good} of {All} ({100.0 * Good / All:0.#} %)");

        public JsonObject ToJson() => new() { ["answered"] = Good, ["asked"] = All };
    }
}
