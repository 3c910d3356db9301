using System.CommandLine;
using Aios.Cli.Building;
using Aios.Workshop.Briefs;
using Aios.Workshop.Running;

namespace Aios.Cli.Commands;

/// <summary><c>aios change</c>: has an application otherwise; only what the change touches is done again.</summary>
static class ChangeCommand
{
    public static Command Create(TimeProvider clock, Redactor redactor, Interruption interruption)
    {
        Argument<string> named = new("run") { Description = RunLookup.Form };
        Argument<string?> words = new("words") { Description = "What is to be otherwise, for example: \"add tags to todos\"", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> brief = new("--brief") { Description = "The brief as it has been edited", HelpName = "FILE" };
        Command command = new("change", "Have an application otherwise; only what that touches is done again") { named, words, brief };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var said = parsed.GetValue(words)?.Trim() ?? "";
            var edited = parsed.GetValue(brief) is { } file ? await Brief.ReadAsync(file, cancellationToken) : null;
            if (said.Length == 0 && edited is null)
            {
                throw new UsageException(["Say what is to be otherwise, in words or with --brief FILE."]);
            }

            return await new RunTaking(parsed, redactor, interruption, clock).GoOnAsync(
                parsed.GetRequiredValue(named), order => order, _ => null, new RunEvent.ChangeAsked(said) { Brief = edited }, cancellationToken);
        });
        return command;
    }
}
