using System.CommandLine;
using System.Text.Json.Nodes;
using Aios.Cli.Choosing;
using Aios.Cli.Configuration;
using Aios.Cli.Display;
using Aios.Llm.Routing;
using Aios.Llm.Routing.Learning;

namespace Aios.Cli.Commands;

/// <summary><c>aios experiments</c>: what has become of each arm.</summary>
static class ExperimentsCommand
{
    public static Command Create(TimeProvider clock, Redactor redactor)
    {
        Command command = new("experiments", "Show the results of each arm of the configured experiments, with intervals");
        command.SetAction((parsed, cancellationToken) => RunAsync(GlobalOptions.Settings(parsed, redactor), GlobalOptions.Home(parsed), GlobalOptions.Output(parsed), clock, cancellationToken));
        return command;
    }

    static async Task<int> RunAsync(Settings settings, Home home, Output output, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var history = await History.OpenAsync(home, clock, cancellationToken);
        var results = ArmResult.Of(history.OfExperiments).ToDictionary(result => result.Arm);
        var configured =
            from experiment in settings.Routing.Experiments
            from arm in experiment.Value.Arms
            select new ArmName(experiment.Value.Name, arm.Name);
        List<ArmResult> arms = [.. configured.Union(results.Keys).Select(arm => results.GetValueOrDefault(arm) ?? new(arm))];
        output.Print(() => new() { ["arms"] = new JsonArray([.. arms.Select(ExperimentTable.ToJson)]) }, () => ExperimentTable.Of(arms));
        return ExitCode.Done;
    }
}
