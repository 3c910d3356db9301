using System.CommandLine;
using System.Text.Json.Nodes;
using Aios.Cli.Building;
using Aios.Cli.Display;
using Aios.Workshop.Replaying;

namespace Aios.Cli.Commands;

/// <summary><c>aios replay</c>: goes through a run again without any provider; and <c>aios runs export</c>, which makes a recording to share.</summary>
static class ReplayCommand
{
    public static Command Create(TimeProvider clock)
    {
        Argument<string> named = new("run") { Description = "A run (its id, as much of it as no other has, or last), or a file that runs export has made" };
        Option<string?> folder = new("--output", "-o") { Description = "Where the application goes (default: it is only compared)", HelpName = "DIR" };
        Command command = new("replay", "Go through a run again, without any provider, and look whether the same comes out") { named, folder };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = GlobalOptions.Output(parsed);
            Recordings recordings = new(parsed, clock);
            var recording = await recordings.ReadAsync(parsed.GetRequiredValue(named), cancellationToken);
            var result = await recordings.ReplayAsync(recording, parsed.GetValue(folder), nonce: null, cancellationToken);
            Show(recording, result, output);
            return result.IsSame ? ExitCode.Done : ExitCode.CheckFailed;
        });
        return command;
    }

    public static Command Export(TimeProvider clock, Redactor redactor)
    {
        Argument<string> named = new("run") { Description = RunLookup.Form };
        Argument<string> file = new("file") { Description = "Where the recording goes; - is standard output", DefaultValueFactory = _ => "-" };
        Option<bool> force = new("--force") { Description = "Also over a file that is there already" };
        Command command = new("export", "Make a recording of a run that others can replay; it has no keys") { named, file, force };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = parsed.GetRequiredValue(file);
            if (target != "-" && Path.Exists(target) && !parsed.GetValue(force))
            {
                throw new UsageException([$"'{target}' is there already. Name another file, or add --force to write over it."]);
            }

            GlobalOptions.Settings(parsed, redactor); // it learns what the keys are
            var recording = await new Recordings(parsed, clock).ReadAsync(parsed.GetRequiredValue(named), cancellationToken);
            var text = redactor.Redact(recording.ToJson());
            if (target == "-")
            {
                await GlobalOptions.Output(parsed).Data.WriteLineAsync(text);
                return;
            }

            await KeepAsync(text + "\n", target, parsed.GetValue(force), cancellationToken);
        });
        return command;
    }

    /// <summary>Whole or not at all: what was there before is there until all of it is on the disk.</summary>
    internal static async Task KeepAsync(string text, string target, bool force, CancellationToken cancellationToken)
    {
        var beside = $"{target}.aios-new";
        try
        {
            await File.WriteAllTextAsync(beside, text, cancellationToken);
            File.Move(beside, target, overwrite: force);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    static void Show(RunRecording recording, ReplayResult result, Output output)
    {
        if (output.JsonLines)
        {
            foreach (var happened in recording.Events)
            {
                output.Data.WriteLine(EventJson.Of(happened.Happened, happened.At).ToJsonString());
            }
        }

        if (output.Json || output.JsonLines)
        {
            var document = Document(recording, result);
            output.Data.WriteLine(output.JsonLines ? document.ToJsonString() : document.ToString());
            return;
        }

        output.Data.WriteLine(TerminalText.Safe(string.Join('\n', Words(recording, result))));
    }

    static JsonObject Document(RunRecording recording, ReplayResult result) => new()
    {
        ["run_id"] = recording.Run,
        ["same"] = result.IsSame,
        ["tasks"] = result.Recorded.Order.Count,
        ["files"] = result.Recorded.Written.Count(),
        ["events"] = recording.Events.Count,
        ["different_files"] = new JsonArray([.. result.Different.Select(path => JsonValue.Create(path))]),
        ["news"] = new JsonArray([.. result.News.Select(happened => JsonValue.Create(happened.ToString()))]),
    };

    static IEnumerable<string> Words(RunRecording recording, ReplayResult result)
    {
        var state = result.Recorded;
        yield return $"Run {recording.Run}: {state.Order.Count} tasks, {recording.Calls.Count} questions, {recording.Events.Count} events; nobody was asked.";
        yield return result.IsSame
            ? $"The same has come out: {state.Written.Count()} files, byte for byte, and nothing happened that had not happened then."
            : "Something else has come out:";
        foreach (var path in result.Different)
        {
            yield return $"  ✗ {path} is not what it was";
        }

        foreach (var happened in result.News)
        {
            yield return $"  ✗ {happened}";
        }
    }
}
