using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Aios.Cli.Building;
using Aios.Cli.Choosing;
using Aios.Cli.Configuration;
using Aios.Cli.Display;
using Aios.Workshop.Briefs;
using Aios.Workshop.Estimating;
using Aios.Workshop.Offline;

namespace Aios.Cli.Commands;

/// <summary><c>aios estimate</c>: what a build will take, likely and at worst; nobody is asked.</summary>
static class EstimateCommand
{
    public static Command Create(TimeProvider clock, Redactor redactor)
    {
        Argument<string> file = new("brief") { Description = "The brief, in Markdown" };
        Option<string?> model = new("--model") { Description = $"Who would write: {ModelChoice.Form}", HelpName = "MODEL" };
        Option<int?> parallel = new("--max-parallel") { Description = "Answers that may be written at once (default: 16)", HelpName = "N" };
        Command command = new("estimate", "Say what a build will take in tokens, dollars and minutes, without asking anybody") { file, model, parallel };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string[] mistakes = [.. parsed.Mistakes(parallel, value => value is null or (>= 1 and <= 10_000), "a whole number from 1 to 10000")];
            if (mistakes.Length > 0)
            {
                throw new UsageException(mistakes);
            }

            var brief = await Brief.ReadAsync(parsed.GetRequiredValue(file), cancellationToken);
            var (settings, output) = (GlobalOptions.Settings(parsed, redactor, parsed.GetValue(model)), GlobalOptions.Output(parsed));
            await using var history = await History.OpenAsync(GlobalOptions.Home(parsed), clock, cancellationToken);
            var estimate = await EstimateAsync(brief, settings, history, parsed.GetValue(parallel), output, clock, cancellationToken);
            output.Print(() => ToJson(estimate), () => Lines(estimate));
        });
        return command;
    }

    /// <exception cref="BriefException">The generator does not understand the brief, so nobody knows its tasks beforehand.</exception>
    static async Task<RunEstimate> EstimateAsync(
        Brief brief, Settings settings, History history, int? parallel, Output output, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var crew = await Crew.GatherAsync(settings, Pace.Unlimited, history.PlannerFor, output, clock, cancellationToken);
        return await Forecast.MakeAsync(brief, crew, crew.Slots(parallel), clock, cancellationToken);
    }

    static JsonObject ToJson(RunEstimate estimate) => new()
    {
        ["tasks"] = estimate.Tasks,
        ["likely"] = new JsonObject
        {
            ["input"] = estimate.Input,
            ["output"] = estimate.Output,
            ["cost_usd"] = estimate.Dollars,
            ["minutes"] = Math.Round(estimate.Time.TotalMinutes, 2),
        },
        ["worst"] = new JsonObject { ["cost_usd"] = estimate.Worst?.Dollars, ["minutes"] = Math.Round(estimate.WorstTime.TotalMinutes, 2) },
        ["time_is_assumed"] = estimate.IsTimeAssumed,
        ["specialists"] = new JsonArray([.. estimate.Specialists.Select(each => new JsonObject
        {
            ["name"] = each.Name,
            ["tasks"] = each.Tasks,
            ["models"] = new JsonArray([.. each.Models.Select(model => JsonValue.Create(model))]),
            ["input"] = each.Input,
            ["output"] = each.Output,
            ["cost_usd"] = each.Dollars,
            ["worst_cost_usd"] = each.Worst?.Dollars,
        })]),
    };

    static IEnumerable<string> Lines(RunEstimate estimate)
    {
        foreach (var line in Columns.Of(
            ["SPECIALIST", "TASKS", "TOKENS IN", "OUT", "LIKELY", "AT WORST", "FIRST ASKED"],
            [
                .. estimate.Specialists.Select(each => (string[])[each.Name, Number(each.Tasks), Number(each.Input), Number(each.Output), EstimateWords.Dollars(each.Dollars), EstimateWords.Dollars((double?)each.Worst?.Dollars), string.Join(", ", each.Models)]),
                ["in all", Number(estimate.Tasks), Number(estimate.Input), Number(estimate.Output), EstimateWords.Dollars(estimate.Dollars), EstimateWords.Dollars((double?)estimate.Worst?.Dollars), ""],
            ]))
        {
            yield return line;
        }

        yield return "";
        yield return string.Create(CultureInfo.InvariantCulture, $"Answers: likely {EstimateWords.Minutes(estimate.Time)}, at worst {EstimateWords.Minutes(estimate.WorstTime)}{(estimate.IsTimeAssumed ? " (nobody has measured all of these models yet)" : "")}. Checks come on top.");
        yield return "Likely: each task answered once, by whom is asked first. At worst: each with all its tries, on the dearest route of its plan, as long as it may be. Repairs of what checks find are not counted: nobody knows of them beforehand.";
    }

    static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
