using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Aios.Cli.Display;
using Aios.Cli.Spending;
using Aios.Cli.Spending.Exports;
using Aios.Llm.Models;

namespace Aios.Cli.Commands;

/// <summary><c>aios spend</c>: what was spent, on what, and whether the provider agrees.</summary>
static class SpendCommand
{
    public static Command Create(TimeProvider clock, Redactor redactor)
    {
        Option<string> by = new("--by") { Description = $"Sum up by {string.Join(", ", Grouping.All.Keys.Order(StringComparer.Ordinal))}", HelpName = "WHAT", DefaultValueFactory = _ => "day" };
        Option<string?> since = new("--since") { Description = "From this day on (UTC)", HelpName = "YYYY-MM-DD" };
        Option<string?> until = new("--until") { Description = "To the end of this day (UTC)", HelpName = "YYYY-MM-DD" };
        Option<bool> csv = new("--csv") { Description = "A table for other programs" };
        Command command = new("spend", "What was spent: by day, run, specialist, model, provider or kind") { by, since, until, csv };
        command.Add(Reconcile(clock));
        command.Add(Reprice(clock, redactor));
        command.SetAction((parsed, cancellationToken) => ShowAsync(
            GlobalOptions.Home(parsed), parsed.GetRequiredValue(by), parsed.GetValue(since), parsed.GetValue(until), parsed.GetValue(csv), GlobalOptions.Output(parsed), clock, cancellationToken));
        return command;
    }

    static Command Reconcile(TimeProvider clock)
    {
        Argument<string> file = new("file") { Description = "A provider's usage or cost export, JSON or CSV" };
        Option<string?> provider = new("--provider") { Description = "Compare only with what was asked there", HelpName = "NAME" };
        Option<bool> dry = new("--dry-run") { Description = "Change nothing" };
        Command command = new("reconcile", "Compare the ledger with a provider's bill, and settle what was unknown") { file, provider, dry };
        command.SetAction((parsed, cancellationToken) => ReconcileAsync(
            GlobalOptions.Home(parsed), parsed.GetRequiredValue(file), parsed.GetValue(provider), parsed.GetValue(dry), GlobalOptions.Output(parsed), clock, cancellationToken));
        return command;
    }

    static Command Reprice(TimeProvider clock, Redactor redactor)
    {
        Option<bool> dry = new("--dry-run") { Description = "Change nothing" };
        Command command = new("reprice", "Settle answers of models that had no price when they were asked, and have one now") { dry };
        command.SetAction((parsed, cancellationToken) => RepriceAsync(
            GlobalOptions.Home(parsed), GlobalOptions.Settings(parsed, redactor).Catalog, parsed.GetValue(dry), GlobalOptions.Output(parsed), clock, cancellationToken));
        return command;
    }

    static async Task<int> ShowAsync(Home home, string by, string? since, string? until, bool csv, Output output, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (from, to) = (Day(since), Day(until));
        List<string> mistakes =
        [
            .. Grouping.All.ContainsKey(by) ? (string[])[] : [$"--by takes one of {string.Join(", ", Grouping.All.Keys.Order(StringComparer.Ordinal))}."],
            .. since is not null && from is null ? (string[])["--since takes a day such as 2026-03-31."] : [],
            .. until is not null && to is null ? (string[])["--until takes a day such as 2026-03-31."] : [],
        ];
        if (mistakes.Count > 0)
        {
            throw new UsageException(mistakes);
        }

        await using var file = await LedgerFile.OpenAsync(home, clock, cancellationToken);
        var (first, end) = (from ?? DateTimeOffset.MinValue, to?.AddDays(1) ?? DateTimeOffset.MaxValue);
        var (entries, reused) = (file.Ledger.Entries(first, end), file.Cache.Reused(first, end));
        var rows = SpendRow.Of(entries, reused, Grouping.All[by]);
        var total = SpendRow.Of("total", entries, reused);
        output.Print(
            () => new() { ["by"] = by, ["since"] = since, ["until"] = until, ["rows"] = new JsonArray([.. rows.Select(row => row.ToJson(by))]), ["total"] = total.ToJson("name") },
            () => csv ? SpendRow.Csv(by, rows)
                : rows.Count == 0 ? ["Nothing was spent."]
                : Columns.Of([by.ToUpperInvariant(), .. SpendRow.Head], [.. rows.Append(total).Select(row => row.Cells)]));
        return ExitCode.Done;
    }

    static async Task<int> ReconcileAsync(Home home, string path, string? provider, bool dry, Output output, TimeProvider clock, CancellationToken cancellationToken)
    {
        var bill = Bill.Read(path);
        await using var file = await LedgerFile.OpenAsync(home, clock, cancellationToken);
        var (first, last) = (bill.Lines.Select(line => line.Day).DefaultIfEmpty().Min(), bill.Lines.Select(line => line.Day).DefaultIfEmpty().Max());
        var entries = bill.Lines.Count == 0 ? [] : file.Ledger.Entries(Midnight(first), Midnight(last).AddDays(1))
            .Where(entry => provider is null || entry.Reservation.Intent.Provider == provider).ToList();
        var reconciliation = Reconciliation.Of(bill, entries);
        var settled = await Finding.SettleAsync(reconciliation.Findings, dry, file.Ledger, cancellationToken);
        output.Print(
            () => new()
            {
                ["format"] = bill.Format,
                ["lines"] = bill.Lines.Count,
                ["agreeing"] = reconciliation.Agreeing,
                ["differences"] = new JsonArray([.. reconciliation.Differences.Select(each => new JsonObject { ["what"] = each.What, ["bill"] = each.Bill, ["ledger"] = each.Ledger })]),
                ["settled"] = new JsonArray([.. reconciliation.Findings.Select(each => each.ToJson(settled))]),
            },
            () =>
            [
                $"{bill.Lines.Count} lines of {bill.Format}: {reconciliation.Agreeing} agree, {reconciliation.Differences.Count} differ, {reconciliation.Findings.Count} tell of what was unknown.",
                .. reconciliation.Findings.Select(each => each.Line(settled, dry)),
                .. reconciliation.Differences.Count == 0 ? [] : Columns.Of(["DIFFERS", "BILL", "LEDGER"], [.. reconciliation.Differences.Select(each => (string[])[each.What, each.Bill, each.Ledger])]),
            ]);
        return reconciliation.Differences.Count == 0 ? ExitCode.Done : ExitCode.CheckFailed;
    }

    static async Task<int> RepriceAsync(Home home, ModelCatalog catalog, bool dry, Output output, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var file = await LedgerFile.OpenAsync(home, clock, cancellationToken);
        var unknown = file.Ledger.OfUnknownCost();
        var findings = Repricing.Of(unknown, catalog);
        var settled = await Finding.SettleAsync(findings, dry, file.Ledger, cancellationToken);
        var left = unknown.Count - settled.Count;
        output.Print(
            () => new() { ["settled"] = new JsonArray([.. findings.Select(each => each.ToJson(settled))]), ["unknown_attempts"] = left },
            () => [.. findings.Select(each => each.Line(settled, dry)), $"{settled.Count} settled, {left} of unknown cost left."]);
        return ExitCode.Done;
    }

    static DateTimeOffset? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Midnight(day) : null;

    static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
