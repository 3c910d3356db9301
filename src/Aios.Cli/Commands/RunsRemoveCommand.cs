using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Aios.Cli.Building;
using Aios.Cli.Display;
using Aios.Cli.Runs;
using Aios.Workshop.Running;

namespace Aios.Cli.Commands;

/// <summary><c>aios runs remove</c>: takes runs away for good; what they have cost stays in the ledger.</summary>
static class RunsRemoveCommand
{
    const string Ages = "a number with h, d or w behind it (hours, days, weeks), such as 30d";

    public static Command Create(TimeProvider clock)
    {
        Argument<string[]> named = new("run") { Description = "The runs: ids, as much of each as no other has, or last", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> age = new("--older-than") { Description = "Also all that ended longer ago than this, such as 30d, 12h or 2w", HelpName = "AGE" };
        Option<bool> force = new("--force") { Description = "Also runs that could be gone on with" };
        Command command = new("remove", "Take runs away, with their files and answers; what they have cost stays in the ledger") { named, age, force };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var names = parsed.GetValue(named) ?? [];
            var span = parsed.GetValue(age) is { } word ? Age(word) : null;
            string[] mistakes =
            [
                .. parsed.GetValue(age) is not null && span is null ? (string[])[$"--older-than takes {Ages}."] : [],
                .. names.Length == 0 && parsed.GetValue(age) is null ? (string[])["Name the runs, or say --older-than AGE."] : [],
            ];
            if (mistakes.Length > 0)
            {
                throw new UsageException(mistakes);
            }

            var output = GlobalOptions.Output(parsed);
            await using var runs = await OpenRuns.OpenAsync(GlobalOptions.Home(parsed), clock, cancellationToken);
            RunRemoval removal = new(runs, GlobalOptions.Home(parsed));
            removal.Sweep();
            var chosen = Chosen(runs, names, clock.GetUtcNow() - span, parsed.GetValue(force));
            var isAgreed = chosen.Count == 0 || output.Dialogue is not { } dialogue || await AgreesAsync(chosen, dialogue, cancellationToken);
            IReadOnlyList<RunRecord> doomed = isAgreed ? chosen : [];
            await RemoveAsync(removal, [.. doomed.Select(run => run.Id)], parsed.GetValue(force), output, cancellationToken);
            output.Print(
                () => new() { ["removed"] = new JsonArray([.. doomed.Select(run => JsonValue.Create(run.Id))]) },
                () => doomed.Count == 0 ? ["Nothing was removed."] : [$"{Count(doomed.Count)} removed. What {(doomed.Count == 1 ? "it has" : "they have")} cost stays: aios spend --by run"]);
            return isAgreed ? ExitCode.Done : ExitCode.Budget;
        });
        return command;
    }

    static Task<bool> AgreesAsync(IReadOnlyList<RunRecord> doomed, Dialogue dialogue, CancellationToken cancellationToken)
    {
        dialogue.Say(doomed.Select(run => $"  {run.Id}  {RunStanding.Of(run)}  {run.Order.Brief.Name}"));
        return dialogue.AgreesAsync($"Remove {Count(doomed.Count)} with all files, answers and copies for aios undo?", cancellationToken);
    }

    /// <summary>Says which are gone where it comes to no end.</summary>
    /// <exception cref="RunUnavailableException">One is no more what it was when it was chosen; those before it are gone.</exception>
    internal static async Task RemoveAsync(RunRemoval removal, IReadOnlyList<string> doomed, bool unfinished, Output output, CancellationToken cancellationToken)
    {
        var removed = 0;
        try
        {
            foreach (var id in doomed)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await removal.RemoveAsync(id, unfinished, CancellationToken.None); // one is removed whole
                removed++;
            }
        }
        finally
        {
            if (removed > 0 && removed < doomed.Count)
            {
                output.Regret([$"{Count(removed)} removed until then: {string.Join(", ", doomed.Take(removed))}"]);
            }
        }
    }

    /// <param name="before">Those that ended earlier are meant too; null where only those are that were named.</param>
    /// <param name="unfinished">Also runs that could be gone on with.</param>
    /// <exception cref="RunUnavailableException">One that was named cannot be removed: then none is.</exception>
    internal static IReadOnlyList<RunRecord> Chosen(OpenRuns runs, IReadOnlyList<string> names, DateTimeOffset? before, bool unfinished)
    {
        var all = runs.Journal.List();
        List<RunRecord> named = [.. names.Select(name => RunLookup.Find(name, all)).DistinctBy(run => run.Id)];
        foreach (var run in named)
        {
            if (RunRemoval.Objection(run, unfinished) is { } objection)
            {
                throw objection;
            }
        }

        return [.. named, .. all.Except(named).Where(run => (run.Ended ?? run.Began) < before && RunRemoval.Objection(run, unfinished) is null)];
    }

    internal static TimeSpan? Age(string text) =>
        text.Length > 1 && int.TryParse(text.AsSpan()[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 100_000
            ? text[^1] switch
            {
                'h' => TimeSpan.FromHours(count),
                'd' => TimeSpan.FromDays(count),
                'w' => TimeSpan.FromDays(7 * count),
                _ => null,
            }
            : null;

    static string Count(int runs) => runs == 1 ? "1 run" : $"{runs} runs";
}
