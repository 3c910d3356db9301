using System.CommandLine;
using Aios.Cli.Building;
using Aios.Cli.Choosing;
using Aios.Cli.Configuration;
using Aios.Cli.Display;
using Aios.Llm.Spending;
using Aios.Workshop.Evaluation;
using Aios.Workshop.Offline;
using Aios.Workshop.Planning;
using Aios.Workshop.Specialists;

namespace Aios.Cli.Commands;

/// <summary><c>aios eval</c>: how well models do what they are there for.</summary>
static class EvalCommand
{
    public static Command Create(TimeProvider clock, Redactor redactor)
    {
        var arguments = new EvalArguments();
        var specialists = new Command("specialists", "Give each specialist a fixed task on each provider, and check what comes of it");
        arguments.AddTo(specialists);
        specialists.SetAction((parsed, cancellationToken) => RunAsync(
            arguments.Read(parsed), GlobalOptions.Settings(parsed, redactor), GlobalOptions.Output(parsed), GlobalOptions.Home(parsed), redactor, clock, cancellationToken));
        return new("eval", "Try models on tasks whose outcome can be checked") { specialists };
    }

    static async Task<int> RunAsync(
        EvalOptions options, Settings settings, Output output, Home home, Redactor redactor, TimeProvider clock, CancellationToken cancellationToken)
    {
        var id = RunIds.New(clock);
        var folder = home.EvalFolder(id);
        var work = Path.Combine(folder, "work");
        using OpenProviders open = new(settings, clock);
        await using var installation = await Installation.OpenAsync(home, settings, output, clock, ended: null, cancellationToken);
        var candidates = await new Candidates(new(settings, open, () => new OfflineProvider(Pace.Unlimited, clock), clock)).FindAsync(options.Models, options.Providers, cancellationToken);
        try
        {
            var (workflow, team) = (Workflow.Load("web-app"), Team.Load());
            var verifier = Composition.Verifier(workflow, home, work, clock);
            var trials = await new SpecialistTrials(workflow, team, verifier, clock).PrepareAsync(options.Specialists, Path.Combine(work, "reference"), cancellationToken);
            var plan = TrialPlan.Of(trials, candidates, clock.GetUtcNow());
            await AgreeAsync(plan, options, output, cancellationToken);
            if (trials.Any(trial => trial.NeedsSandbox))
            {
                await verifier.SetUpAsync(cancellationToken); // before anything is paid for that could not be checked
            }

            var runner = new TrialRunner(workflow, team, installation.Router, Path.Combine(work, "trials"), Path.Combine(folder, "answers"), new Nonces(NonceKey.Read(home)).For, clock);
            return await RunAsync(runner, plan, options.MaxCost, id, folder, output, redactor, clock, cancellationToken);
        }
        finally
        {
            Clear(work, folder);
        }
    }

    static async Task<int> RunAsync(
        TrialRunner runner, TrialPlan plan, decimal? limit, string id, string folder, Output output, Redactor redactor, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (started, since) = (clock.GetUtcNow(), clock.GetTimestamp());
        List<TrialRow> rows = [];
        EvaluationReport report;
        string? loss;
        try
        {
            await foreach (var row in runner.RunAsync(plan, limit, cancellationToken))
            {
                rows.Add(row);
                Tell(output, [TrialTable.Line(row)]);
            }
        }
        finally
        {
            report = EvaluationReport.Of(id, started, clock.GetElapsedTime(since), plan, rows, limit);
            loss = await ReportFile.KeepAsync(folder, "report.json", report.ToJson() + "\n", redactor); // however it ends: it was paid for
        }

        Print(report, rows, folder, output);
        output.Regret(loss is null ? [] : [loss]);
        return ExitCode.Of(rows);
    }

    /// <summary>Nothing that could cost anything is asked unless somebody has agreed to it.</summary>
    /// <exception cref="BudgetExceededException">Nobody has.</exception>
    static async Task AgreeAsync(TrialPlan plan, EvalOptions options, Output output, CancellationToken cancellationToken)
    {
        Tell(output, [.. TrialTable.Of(plan), ""]);
        if (plan.IsFree || options.Yes)
        {
            return;
        }

        var most = plan is { Expected: { } expected, Worst: { } worst } ? $"about {expected} and at most {worst}" : "nobody knows how much, since not all prices are known";
        if (output.Dialogue is null && options.MaxCost is null)
        {
            throw new BudgetExceededException($"This will cost {most}, and nobody has agreed to it. Nothing was asked.") { Hint = "Say --yes, or a limit with --max-cost." };
        }

        if (output.Dialogue is { } dialogue
            && !await dialogue.AgreesAsync($"This will cost {most}{(options.MaxCost is { } limit ? $", and is kept within ${limit}" : "")}. Go on?", cancellationToken))
        {
            throw new BudgetExceededException("It was not agreed to. Nothing was asked.");
        }
    }

    static void Print(EvaluationReport report, IReadOnlyList<TrialRow> rows, string folder, Output output)
    {
        if (output.Json || output.JsonLines)
        {
            output.Data.WriteLine(output.JsonLines ? report.ToJsonLine() : report.ToJson());
            return;
        }

        foreach (var line in (IEnumerable<string>)["", .. TrialTable.Of(rows), "", $"What they wrote, and report.json: {folder}"])
        {
            output.Data.WriteLine(TerminalText.Safe(line));
        }
    }

    static void Tell(Output output, IEnumerable<string> lines)
    {
        foreach (var line in output.Quiet ? [] : lines)
        {
            output.Progress.WriteLine(TerminalText.Safe(line));
        }
    }

    /// <summary>Leaves the report and the answers, and nothing at all where there are none.</summary>
    static void Clear(string work, string folder)
    {
        if (Directory.Exists(work))
        {
            Directory.Delete(work, recursive: true);
        }

        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }
}
