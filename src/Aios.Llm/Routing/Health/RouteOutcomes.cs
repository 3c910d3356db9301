using System.Text.Json;
using Aios.Llm.Providers;
using Aios.Llm.Spending;

namespace Aios.Llm.Routing.Health;

/// <summary>What the outcome of an attempt says of its route.</summary>
static class RouteOutcomes
{
    static readonly Dictionary<string, bool?> _byWord = Enum.GetValues<FailureKind>().ToDictionary(Word, Of);

    /// <returns>False for a failure of the route; null where the question was wrong, or nobody wanted the answer any more.</returns>
    public static bool? Of(FailureKind kind) =>
        kind is FailureKind.Cancelled or FailureKind.InvalidRequest or FailureKind.ContextTooLong or FailureKind.Refused ? null : false;

    /// <param name="outcome">As in the ledger.</param>
    public static bool? Of(string? outcome) => outcome == Settlement.Answered ? true : outcome is null ? null : _byWord.GetValueOrDefault(outcome);

    /// <summary>As in the ledger.</summary>
    public static string Word(FailureKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
