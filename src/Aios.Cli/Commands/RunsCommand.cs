using System.CommandLine;

namespace Aios.Cli.Commands;

/// <summary><c>aios runs</c>.</summary>
static class RunsCommand
{
    public static Command Create(TimeProvider clock, Redactor redactor)
    {
        Command command = new("runs", "Look at runs, and say the word that they wait for");
        foreach (var each in ApprovalCommands.Create(clock, redactor))
        {
            command.Subcommands.Add(each);
        }

        command.Subcommands.Add(ReplayCommand.Export(clock, redactor));
        return command;
    }
}
