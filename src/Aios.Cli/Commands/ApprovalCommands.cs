using System.CommandLine;
using System.Text.Json.Nodes;
using Aios.Cli.Building;
using Aios.Cli.Consent;
using Aios.Cli.Display;
using Aios.Workshop.Contracts;
using Aios.Workshop.Running;

namespace Aios.Cli.Commands;

/// <summary><c>aios runs approve</c> and <c>aios runs reject</c>: the word for which a run waits.</summary>
static class ApprovalCommands
{
    public static Command Approve(TimeProvider clock, Redactor redactor)
    {
        var named = RunsCommand.Run();
        Option<string?> contract = new("--contract") { Description = "The contract as you have edited it, to be built instead of the CTO's", HelpName = "FILE" };
        Command approve = new("approve", "Let a run go on that waits for your word") { named, contract };
        approve.SetAction(async (parsed, cancellationToken) =>
        {
            var edited = parsed.GetValue(contract) is { } file ? await ReadAsync(file, cancellationToken) : null;
            var record = await new RunTaking(parsed, redactor, new(clock), clock).SayAsync(parsed.GetRequiredValue(named), (run, state) => ApprovalWords.Approve(run.Id, state, edited), cancellationToken);
            Tell(GlobalOptions.Output(parsed), record, "approved");
        });
        return approve;
    }

    public static Command Reject(TimeProvider clock, Redactor redactor)
    {
        Argument<string> named = new("run") { Description = RunLookup.Form };
        Argument<string> words = new("words") { Description = "What should be otherwise" };
        Command reject = new("reject", "Have it otherwise than a run that waits for your word has it") { named, words };
        reject.SetAction(async (parsed, cancellationToken) =>
        {
            var record = await new RunTaking(parsed, redactor, new(clock), clock).SayAsync(
                parsed.GetRequiredValue(named), (run, state) => ApprovalWords.Reject(run.Id, state, parsed.GetRequiredValue(words)), cancellationToken);
            Tell(GlobalOptions.Output(parsed), record, "rejected");
        });
        return reject;
    }

    /// <exception cref="UsageException">It is no contract that could be built.</exception>
    static async Task<Contract> ReadAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw new UsageException([$"--contract: there is no file '{file}'."]);
        }

        var (contract, mistakes) = Composition.ReadContract(await File.ReadAllTextAsync(file, cancellationToken));
        return contract ?? throw new UsageException([.. mistakes.Select(mistake => $"--contract: {mistake}")]);
    }

    static void Tell(Output output, RunRecord record, string done) => output.Data.WriteLine(
        output.Json || output.JsonLines ? new JsonObject { ["run_id"] = record.Id, ["done"] = done }.ToJsonString() : $"Run {record.Id}: {done}. To go on: aios resume {record.Id}");
}
