using System.CommandLine;
using Aios.Cli.Building;
using Aios.Llm.Spending;
using Aios.Workshop.Running;

namespace Aios.Cli.Commands;

/// <summary><c>aios resume</c>: goes on with a run that was interrupted, or has failed; nothing that was answered is asked again.</summary>
static class ResumeCommand
{
    public static Command Create(TimeProvider clock, Redactor redactor, Interruption interruption)
    {
        Argument<string> named = new("run") { Description = RunLookup.Form, DefaultValueFactory = _ => RunLookup.Last };
        Option<string?> model = new("--model") { Description = "Who writes what is still to be written (default: as the run was begun)", HelpName = "MODEL" };
        Option<decimal?> maxCost = new("--max-cost") { Description = "Dollars that the run may cost, with all that it has cost already", HelpName = "USD" };
        Command command = new("resume", "Go on with a run that was interrupted or has failed") { named, model, maxCost };
        command.SetAction((parsed, cancellationToken) =>
        {
            string[] mistakes = [.. parsed.Mistakes(maxCost, value => value is null or (>= 0 and <= 1_000_000), "dollars from 0 to 1000000")];
            return mistakes.Length > 0
                ? throw new UsageException(mistakes)
                : new RunTaking(parsed, redactor, interruption, clock).GoOnAsync(
                    parsed.GetRequiredValue(named),
                    order => order with { Model = parsed.GetValue(model) ?? order.Model, MaxCost = parsed.GetValue(maxCost) is { } dollars ? Money.Of(dollars) : order.MaxCost },
                    Objection,
                    wanted: null,
                    cancellationToken);
        });
        return command;
    }

    static RunUnavailableException? Objection(RunRecord record) => record.Status == RunStatus.Verified
        ? new($"Run {record.Id} is done: every check has passed.", $"To have it otherwise: aios change {record.Id} \"…\"")
        : null;
}
