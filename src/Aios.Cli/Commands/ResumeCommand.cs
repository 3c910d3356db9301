using System.CommandLine;
using Aios.Cli.Building;
using Aios.Cli.Choosing;
using Aios.Cli.Display;
using Aios.Llm.Spending;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Running;

namespace Aios.Cli.Commands;

/// <summary><c>aios resume</c>: goes on with a run that was interrupted, or has failed; nothing that was answered is asked again.</summary>
static class ResumeCommand
{
    public static Command Create(TimeProvider clock, Redactor redactor, Interruption interruption)
    {
        Argument<string> named = new("run") { Description = "The run: its id, as much of it as no other has, or last", DefaultValueFactory = _ => RunLookup.Last };
        Option<string?> model = new("--model") { Description = "Who writes what is still to be written (default: as the run was begun)", HelpName = "MODEL" };
        Option<decimal?> maxCost = new("--max-cost") { Description = "Dollars that the run may cost, with all that it has cost already", HelpName = "USD" };
        Command command = new("resume", "Go on with a run that was interrupted or has failed") { named, model, maxCost };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string[] mistakes = [.. parsed.Mistakes(maxCost, value => value is null or (>= 0 and <= 1_000_000), "dollars from 0 to 1000000")];
            if (mistakes.Length > 0)
            {
                throw new UsageException(mistakes);
            }

            var (home, output) = (GlobalOptions.Home(parsed), GlobalOptions.Output(parsed));
            Teaching teaching = new();
            var settings = GlobalOptions.Settings(parsed, redactor);
            await using var installation = await Installation.OpenAsync(home, settings, output, clock, teaching.Note, cancellationToken);
            RunJournal journal = new(installation.Database!, clock); // an installation of the program has a file
            var record = RunLookup.Find(parsed.GetRequiredValue(named), journal.List());
            var order = record.Order with
            {
                Model = parsed.GetValue(model) ?? record.Order.Model,
                MaxCost = parsed.GetValue(maxCost) is { } dollars ? Money.Of(dollars) : record.Order.MaxCost,
            };
            var run = await TakeAsync(journal, record, cancellationToken);
            var its = GlobalOptions.SettingsReader(parsed).Read(order.Model);
            redactor.Learn(its.Secrets);
            return await new RunHost(installation, journal, its, teaching, home, output, redactor, interruption, clock)
                .RunAsync(run, order, new Delivery(order.Output, order.Force), cancellationToken);
        });
        return command;
    }

    /// <exception cref="RunUnavailableException">It cannot be gone on with; the message says why not.</exception>
    static async Task<OwnedRun> TakeAsync(RunJournal journal, RunRecord record, CancellationToken cancellationToken) =>
        record.Status == RunStatus.Verified
            ? throw new RunUnavailableException($"Run {record.Id} is done: every check has passed.", "To have it otherwise: aios change " + record.Id + " \"…\"")
        : record.Order.Prompts != Composition.Prompts
            ? throw new RunUnavailableException(
                $"Run {record.Id} was begun by Aios {record.Version}, which tells its specialists something else than this version ({Product.Version}): what they have answered would have to be asked again.",
                "Go on with that version, or begin anew: aios build")
        : await journal.TakeAsync(record.Id, cancellationToken)
            ?? throw new RunUnavailableException($"Another process is at work on run {record.Id}.", "Watch it: aios runs watch " + record.Id);
}
