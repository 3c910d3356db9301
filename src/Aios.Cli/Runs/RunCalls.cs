using System.Globalization;
using System.Text.Json.Nodes;
using Aios.Cli.Display;
using Aios.Llm.Spending;

namespace Aios.Cli.Runs;

/// <summary>The calls of a run with their attempts, as the ledger has them.</summary>
/// <param name="entries">Call after call.</param>
sealed class RunCalls(IReadOnlyList<LedgerEntry> entries)
{
    /// <summary>The outcome of an attempt that goes on.</summary>
    const string Running = "running";

    static readonly string[] _head = ["CALL", "TASK", "ATTEMPT", "ROUTE", "OUTCOME", "SECONDS", "COST"];

    public JsonArray ToJson() =>
    [
        .. entries.GroupBy(entry => entry.Reservation.Intent.Call).Select(call => new JsonObject
        {
            ["id"] = call.Key.ToString(),
            ["task"] = call.First().Reservation.Intent.Task,
            ["specialist"] = call.First().Reservation.Intent.Spender.Specialist,
            ["state"] = StateOf([.. call]),
            ["attempts"] = new JsonArray([.. call.Select(ToJson)]),
        }),
    ];

    /// <summary>The attempts that came to no answer, or of which nobody knows what they cost.</summary>
    public IEnumerable<string> Remarkable()
    {
        var remarkable = entries.Where(entry => !entry.HasAnswered || entry.IsUnknown).ToList();
        return remarkable.Count == 0 ? [] : ["", .. Columns.Of(_head, [.. remarkable.Select(Row)])];
    }

    static string StateOf(IReadOnlyList<LedgerEntry> attempts) =>
        attempts.Any(attempt => attempt.HasAnswered) ? Settlement.Answered
        : attempts.Any(attempt => attempt.Settlement is null) ? Running
        : attempts[^1].Settlement?.Outcome == "unknown" ? "unknown"
        : "failed";

    static JsonNode ToJson(LedgerEntry entry) => new JsonObject
    {
        ["provider"] = entry.Reservation.Intent.Provider,
        ["endpoint"] = entry.Reservation.Intent.Endpoint,
        ["model"] = entry.Reservation.Intent.Model,
        ["outcome"] = entry.Settlement?.Outcome ?? Running,
        ["cost_usd"] = entry.Settlement?.Cost?.Dollars,
        ["counted_usd"] = entry.Counted.Dollars,
        ["seconds"] = entry.Settlement is { } settled ? Math.Round(settled.Took.TotalSeconds, 3) : null,
        ["request_id"] = entry.Settlement?.RequestId,
    };

    static string[] Row(LedgerEntry entry)
    {
        var intent = entry.Reservation.Intent;
        return
        [
            intent.Call.ToString()[..8], Cells.Line(intent.Task ?? ""), Text($"{intent.Attempt}"), $"{intent.Provider}/{intent.Model}", entry.Settlement?.Outcome ?? Running,
            Text($"{entry.Settlement?.Took.TotalSeconds:0.0}"), entry.Settlement?.Cost?.ToString() ?? $"unknown, {entry.Counted} stays counted",
        ];
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
