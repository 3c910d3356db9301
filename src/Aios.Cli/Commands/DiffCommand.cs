using System.CommandLine;
using System.Text.Json.Nodes;
using Aios.Cli.Applying;
using Aios.Cli.Building;
using Aios.Cli.Display;
using Aios.Workshop.Artifacts.Applying;

namespace Aios.Cli.Commands;

/// <summary><c>aios diff</c>: how a folder of the user's differs from what a run has made.</summary>
static class DiffCommand
{
    const string Red = "\e[31m";
    const string Green = "\e[32m";
    const string Cyan = "\e[36m";
    const string Bold = "\e[1m";
    const string Plain = "\e[0m";

    public static Command Create(TimeProvider clock)
    {
        Argument<string> run = new("run") { Description = RunLookup.Form };
        Argument<string?> folder = new("folder") { Description = "The folder (default: where the run was delivered or applied last)", Arity = ArgumentArity.ZeroOrOne };
        Option<string[]> only = new("--only") { Description = "Only these files, folders or patterns; may be given several times", HelpName = "PATH" };
        Option<bool> patch = new("--patch", "-p") { Description = "Also the lines, as git apply reads them" };
        Command command = new("diff", "How your folder differs from what a run has made") { run, folder, only, patch };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var found = await FoundRun.FindAsync(GlobalOptions.Home(parsed), parsed.GetRequiredValue(run), clock, cancellationToken);
            var output = GlobalOptions.Output(parsed);
            Handover handover = new(found.Folder, clock);
            var all = handover.Plan(UserTarget.Of(found, handover, parsed.GetValue(folder)), PathChoice.Everything, force: false);
            var choice = UserTarget.Only(all, parsed.GetValue(only) ?? []);
            var differing = all.Changes.Where(change => change.Kind != ChangeKind.Same && choice.Includes(change.Path))
                .Select(change => (Change: change, Diff: change.Kind is ChangeKind.Blocked or ChangeKind.Keep ? new(change.Path, 0, 0) { Lines = [] } : handover.Diff(all.Target, change))).ToList();
            output.Print(
                () => new()
                {
                    ["run_id"] = found.Folder.RunId,
                    ["target"] = all.Target,
                    ["files"] = new JsonArray([.. differing.Select(each => (JsonNode)ToJson(each.Change, each.Diff, parsed.GetValue(patch)))]),
                    ["same"] = all.Changes.Count(change => change.Kind == ChangeKind.Same && choice.Includes(change.Path)),
                },
                () => parsed.GetValue(patch) ? [] : Summary(all, differing));
            if (parsed.GetValue(patch) && !output.Json && !output.JsonLines)
            {
                Write(differing.SelectMany(each => each.Diff.Lines), output);
            }

            return ExitCode.Done;
        });
        return command;
    }

    static JsonObject ToJson(PlannedChange change, FileDiff diff, bool patch)
    {
        var json = PlanView.ToJson(change);
        json["added"] = diff.Added;
        json["removed"] = diff.Removed;
        if (patch)
        {
            json["patch"] = string.Concat(diff.Lines.Select(line => line + "\n"));
        }

        return json;
    }

    static IEnumerable<string> Summary(ApplyPlan all, List<(PlannedChange Change, FileDiff Diff)> differing)
    {
        yield return differing.Count == 0 ? $"{all.Target} has what the run has made." : $"To make {all.Target} what the run has made:";
        foreach (var (change, diff) in differing)
        {
            yield return $"  {PlanView.Sign(change.Kind)} {change.Path}  +{diff.Added} -{diff.Removed}{(change.Reason is null ? "" : $"  ({change.Reason})")}";
        }
    }

    /// <summary>A patch is data: on a terminal it is coloured and made harmless, elsewhere it is written as it is.</summary>
    static void Write(IEnumerable<string> lines, Output output)
    {
        var terminal = !System.Console.IsOutputRedirected;
        foreach (var line in lines)
        {
            var shown = terminal ? TerminalText.Safe(line.EndsWith('\r') ? line[..^1] + "^M" : line) : line;
            output.Data.Write((terminal && output.Colour ? Coloured(shown) : shown) + "\n");
        }
    }

    static string Coloured(string line) => line switch
    {
        ['-', '-', '-', ' ', ..] or ['+', '+', '+', ' ', ..] => Bold + line + Plain,
        ['@', ..] => Cyan + line + Plain,
        ['-', ..] => Red + line + Plain,
        ['+', ..] => Green + line + Plain,
        _ => line,
    };
}
