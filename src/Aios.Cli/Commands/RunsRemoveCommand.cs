using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Aios.Cli.Building;
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
            var doomed = Chosen(runs, names, clock.GetUtcNow() - span, parsed.GetValue(force));
            if (doomed.Count > 0 && output.Dialogue is { } dialogue)
            {
                dialogue.Say(doomed.Select(run => $"  {run.Id}  {RunStanding.Of(run)}  {run.Order.Brief.Name}"));
                doomed = await dialogue.AgreesAsync($"Remove {Count(doomed.Count)} with all files, answers and copies for aios undo?", cancellationToken) ? doomed : [];
            }

            foreach (var run in doomed)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await removal.RemoveAsync(run.Id, CancellationToken.None); // one is removed whole
            }

            output.Print(
                () => new() { ["removed"] = new JsonArray([.. doomed.Select(run => JsonValue.Create(run.Id))]) },
                () => doomed.Count == 0 ? ["Nothing was removed."] : [$"{Count(doomed.Count)} removed. What {(doomed.Count == 1 ? "it has" : "they have")} cost stays: aios spend --by run"]);
            return ExitCode.Done;
        });
        return command;
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
            if (IsAtWork(run))
            {
                throw new RunUnavailableException($"A process is at work on run {run.Id}.", $"Ask it to stop first: aios runs stop {run.Id}");
            }

            if (IsUnfinished(run) && !unfinished)
            {
                throw new RunUnavailableException($"Run {run.Id} is {RunStanding.Of(run)}: it could be gone on with.", $"Do that with aios resume {run.Id}, or remove it all the same with --force.");
            }
        }

        return [.. named, .. all.Except(named).Where(run => (run.Ended ?? run.Began) < before && !IsAtWork(run) && (unfinished || !IsUnfinished(run)))];
    }

    static bool IsAtWork(RunRecord run) => run is { Status: RunStatus.Running, IsOwned: true };

    static bool IsUnfinished(RunRecord run) => run.Status is RunStatus.Running or RunStatus.Stopped;

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
