using System.Globalization;
using Aios.Cli.Spending.Exports;
using Aios.Llm.Models;
using Aios.Llm.Spending;

namespace Aios.Cli.Spending;

/// <summary>A provider's bill beside our ledger: where they differ, and what it says of attempts whose cost we do not know.</summary>
sealed record Reconciliation
{
    /// <summary>Lines of the bill, or days of a model, that agree with the ledger.</summary>
    public required int Agreeing { get; init; }

    public required IReadOnlyList<Difference> Differences { get; init; }

    /// <summary>What attempts of unknown cost really cost.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <param name="entries">Of the provider, in the time that the bill is for.</param>
    public static Reconciliation Of(Bill bill, IReadOnlyList<LedgerEntry> entries)
    {
        var settled = entries.Where(entry => entry.Settlement is not null).ToList();
        return bill.Lines.Any(line => line.RequestId is not null) ? ByRequest(bill, settled) : ByDay(bill, settled);
    }

    static Reconciliation ByRequest(Bill bill, List<LedgerEntry> entries)
    {
        List<Difference> differences = [];
        List<Finding> findings = [];
        var agreeing = 0;
        var ours = entries.Where(entry => entry.Settlement?.RequestId is not null).ToLookup(entry => entry.Settlement!.RequestId!); // as just asked
        List<BillLine> strangers = [];
        foreach (var line in bill.Lines)
        {
            switch (ours[line.RequestId ?? ""].ToList())
            {
                case [{ IsUnknown: true } unknown] when line.Cost is { } cost:
                    findings.Add(new(unknown, cost, $"request {line.RequestId}"));
                    break;
                case [{ Settlement.Cost: { } known }] when known == line.Cost:
                    agreeing++;
                    break;
                case []:
                    strangers.Add(line);
                    break;
                case var found:
                    differences.Add(new($"request {line.RequestId}", $"{line.Cost?.ToString() ?? "?"}", $"{Sum(found)?.ToString() ?? "?"}"));
                    break;
            }
        }

        var nameless = entries.Where(entry => entry.IsUnknown && entry.Settlement!.RequestId is null).ToList(); // unknown: it has one
        foreach (var lines in strangers.GroupBy(line => (line.Model, line.Day)))
        {
            var (model, day) = lines.Key;
            var candidates = nameless.Where(entry => DayOf(entry) == day && IsSame(model, entry.Reservation.Intent.Model)).ToList();
            if ((lines.ToList(), candidates) is ([{ Cost: { } cost } line], [var only]))
            {
                findings.Add(new(only, cost, $"request {line.RequestId}, the only one of {model} on {day:yyyy-MM-dd} that is not in the ledger"));
                continue;
            }

            differences.AddRange(lines.Where(line => line.Cost != Money.Zero).Select(line => new Difference($"request {line.RequestId} of {model}", $"{line.Cost?.ToString() ?? "?"}", "not in the ledger")));
        }

        var billed = bill.Lines.Select(line => line.RequestId).ToHashSet();
        differences.AddRange(entries
            .Where(entry => entry.Settlement is { RequestId: { } request, Cost: not { NanoDollars: 0 } } && !billed.Contains(request))
            .Select(entry => new Difference($"request {entry.Settlement!.RequestId}", "not on the bill", entry.Settlement.Cost?.ToString() ?? "?")));
        return new() { Agreeing = agreeing, Differences = differences, Findings = findings };
    }

    static Reconciliation ByDay(Bill bill, List<LedgerEntry> entries)
    {
        List<Difference> differences = [];
        List<Finding> findings = [];
        var agreeing = 0;
        foreach (var lines in bill.Lines.GroupBy(line => (line.Day, line.Model)).OrderBy(lines => lines.Key.Day).ThenBy(lines => lines.Key.Model, StringComparer.Ordinal))
        {
            var (day, model) = lines.Key;
            var ours = entries.Where(entry => DayOf(entry) == day && (model is null || IsSame(model, entry.Reservation.Intent.Model))).ToList();
            var what = $"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {model ?? "all models"}";
            var unknown = ours.Where(entry => entry.IsUnknown).ToList();
            var known = ours.Aggregate(Money.Zero, (sum, entry) => sum + (entry.Settlement!.Cost ?? Money.Zero)); // settled, all of them
            Money? cost = lines.Any(line => line.Cost is null) ? null : lines.Aggregate(Money.Zero, (sum, line) => sum + line.Cost!.Value); // as just asked
            var tokens = lines.All(line => line.Usage is not null) ? lines.Aggregate(Usage.None, (sum, line) => sum + line.Usage!) : null;
            var counted = ours.Aggregate(Usage.None, (sum, entry) => sum + entry.Settlement!.Usage);
            switch (cost, unknown)
            {
                case ({ } sum, []) when sum == known:
                    agreeing++;
                    break;
                case ({ } sum, [var only]) when sum.NanoDollars >= known.NanoDollars && sum.NanoDollars - known.NanoDollars <= only.Counted.NanoDollars:
                    findings.Add(new(only, new(sum.NanoDollars - known.NanoDollars), $"the only unknown one of {what}"));
                    break;
                case ({ } sum, _):
                    differences.Add(new(what, sum.ToString(), Ours(known, unknown)));
                    break;
                case (null, _) when tokens is not null && Told(tokens) == Told(counted):
                    agreeing++;
                    break;
                case (null, _) when tokens is not null:
                    differences.Add(new(what, Told(tokens), Told(counted) + (unknown.Count == 0 ? "" : $", {unknown.Count} unknown")));
                    break;
                default:
                    differences.Add(new(what, "?", Ours(known, unknown)));
                    break;
            }
        }

        var days = bill.Lines.Select(line => line.Day).ToHashSet();
        differences.AddRange(entries
            .Where(entry => days.Contains(DayOf(entry)) && entry.Settlement!.Cost != Money.Zero && !bill.Lines.Any(line => line.Day == DayOf(entry) && (line.Model is null || IsSame(line.Model, entry.Reservation.Intent.Model))))
            .GroupBy(entry => (Day: DayOf(entry), entry.Reservation.Intent.Model))
            .Select(group => new Difference($"{group.Key.Day:yyyy-MM-dd} {group.Key.Model}", "not on the bill", Ours(Sum([.. group.Where(entry => !entry.IsUnknown)]) ?? Money.Zero, [.. group.Where(entry => entry.IsUnknown)]))));
        return new() { Agreeing = agreeing, Differences = differences, Findings = findings };
    }

    static Money? Sum(List<LedgerEntry> entries) => entries.Aggregate((Money?)Money.Zero, (sum, entry) => sum + entry.Settlement?.Cost);

    static string Ours(Money known, List<LedgerEntry> unknown) =>
        unknown.Count == 0 ? known.ToString() : $"{known} and {unknown.Count} unknown";

    static string Told(Usage usage) => $"{usage.TotalInput} in ({usage.CacheRead} cached), {usage.Output} out";

    static DateOnly DayOf(LedgerEntry entry) => DateOnly.FromDateTime(entry.Reservation.Intent.At.UtcDateTime);

    /// <summary>A bill may name the dated version of what was asked for by its name.</summary>
    static bool IsSame(string? billed, string asked) =>
        billed is not null && (billed == asked || (billed.StartsWith(asked + "-", StringComparison.Ordinal) && billed[(asked.Length + 1)..].All(letter => char.IsDigit(letter) || letter == '-')));
}

/// <param name="Bill">What the provider says.</param>
/// <param name="Ledger">What we have.</param>
sealed record Difference(string What, string Bill, string Ledger);
