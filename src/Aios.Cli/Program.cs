using System.CommandLine;
using System.Runtime.InteropServices;
using Aios.Cli;
using Aios.Cli.Commands;
using Aios.Cli.Display;

var root = new RootCommand("Turns a brief into a working, tested application.");
foreach (var option in GlobalOptions.All)
{
    root.Options.Add(option);
}

using Interruption interruption = new(TimeProvider.System);
Redactor redactor = new();
using RedactingWriter data = new(Console.Out, redactor);
using RedactingWriter progress = new(Console.Error, redactor);
Console.SetOut(data); // before anything is written: no key leaves this program by way of its output
Console.SetError(progress);

(string Name, Func<Command> Create)[] commands =
[
    ("build", () => BuildCommand.Create(TimeProvider.System, redactor, interruption)),
    ("estimate", () => EstimateCommand.Create(TimeProvider.System, redactor)),
    ("resume", () => ResumeCommand.Create(TimeProvider.System, redactor, interruption)),
    ("change", () => ChangeCommand.Create(TimeProvider.System, redactor, interruption)),
    ("replay", () => ReplayCommand.Create(TimeProvider.System)),
    ("runs", () => RunsCommand.Create(TimeProvider.System, redactor)),
    ("ask", () => AskCommand.Create(TimeProvider.System, redactor)),
    ("diff", () => DiffCommand.Create(TimeProvider.System)),
    ("apply", () => ApplyCommand.Create(TimeProvider.System)),
    ("undo", () => UndoCommand.Create(TimeProvider.System)),
    ("eval", () => EvalCommand.Create(TimeProvider.System, redactor)),
    ("route", () => RouteCommand.Create(TimeProvider.System, redactor)),
    ("experiments", () => ExperimentsCommand.Create(TimeProvider.System, redactor)),
    ("models", () => ModelsCommand.Create(TimeProvider.System, redactor)),
    ("providers", () => ProvidersCommand.Create(TimeProvider.System, redactor)),
    ("spend", () => SpendCommand.Create(TimeProvider.System, redactor)),
    ("budget", () => BudgetCommand.Create(TimeProvider.System)),
    ("cache", () => CacheCommand.Create(TimeProvider.System)),
    ("doctor", () => DoctorCommand.Create(TimeProvider.System, redactor)),
    ("config", () => ConfigCommand.Create(redactor)),
    ("emulate", () => EmulateCommand.Create(TimeProvider.System, redactor)),
    ("version", () => VersionCommand.Create()),
];

// Those that are named, or all: to make each ready takes longer than most of them need for their work.
foreach (var (_, create) in commands.Where(command => args.Contains(command.Name)) is var named && named.Any() ? named : commands)
{
    root.Subcommands.Add(create());
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

// A word that begins with @ is a word: a file of words would be read before anybody knows which of them are keys.
var parsed = root.Parse(args.Length == 0 ? ["--help"] : args, new() { ResponseFileTokenReplacer = null });
try
{
    if (parsed.Errors.Count > 0)
    {
        return Fail(Problem.WrongUsage(parsed.Errors.Select(OptionRule.Said)), null);
    }

    var code = await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, interruption.Cut);
    return code is ExitCode.Interrupted or ExitCode.Stopped && interruption.HasCome ? Interrupted() : code;
}
catch (OperationCanceledException) when (interruption.HasCome)
{
    return Interrupted();
}
catch (Exception exception) // the last resort: whatever it is, the user gets a sentence and an exit code
{
    return Fail(Problem.Of(exception), exception);
}
finally
{
    data.Finish();
    progress.Finish();
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    interruption.Signal(signal.Signal);
}

int Interrupted() => interruption.IsTermination ? ExitCode.Terminated : ExitCode.Interrupted;

int Fail(Problem problem, Exception? exception)
{
    var output = GlobalOptions.Output(parsed);
    if (output.Json || output.JsonLines)
    {
        output.Data.WriteLine(output.JsonLines ? problem.ToJsonLine() : problem.ToJson());
    }
    else
    {
        output.Progress.WriteLine(TerminalText.Safe($"aios: {problem.Message}{(problem.Hint is null ? "" : $"\n      {problem.Hint}")}"));
    }

    if (output.Verbose && exception is not null)
    {
        output.Progress.WriteLine(exception);
    }

    return problem.ExitCode;
}
