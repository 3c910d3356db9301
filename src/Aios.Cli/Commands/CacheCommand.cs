using System.CommandLine;
using System.Text.Json.Nodes;
using Aios.Cli.Choosing;
using Aios.Cli.Display;
using Aios.Llm.Caching;
using Aios.Llm.Spending;
using Aios.Llm.Storage;

namespace Aios.Cli.Commands;

/// <summary><c>aios cache</c>: which answers are kept, and what giving them again has saved.</summary>
static class CacheCommand
{
    static readonly string[] _head = ["KIND", "ANSWERS", "PASSED", "CHARACTERS", "GIVEN AGAIN", "SAVED"];

    public static Command Create(TimeProvider clock)
    {
        Command command = new("cache", "Answers that were paid for and are given again: which are kept, and what they have saved") { Clear(clock) };
        command.SetAction(async (parsed, _) =>
        {
            await using var database = Open(GlobalOptions.Home(parsed), clock);
            var standings = new AnswerCache(database).Standings();
            GlobalOptions.Output(parsed).Print(
                () => new()
                {
                    ["kinds"] = new JsonArray([.. standings.Select(ToJson)]),
                    ["saved_usd"] = Saved(standings).Dollars,
                },
                () => standings.Count == 0 ? ["No answers are kept. Which kinds of task may be, is said in aios.json: \"cache\": { \"kinds\": [\"backend/*\"] }"]
                    : Columns.Of(_head, [.. standings.Select(Row), ["total", "", "", "", "", $"{Saved(standings)}"]]));
            return ExitCode.Done;
        });
        return command;
    }

    static Command Clear(TimeProvider clock)
    {
        Option<string?> kind = new("--kind") { Description = "Only answers to tasks of this kind", HelpName = "KIND" };
        Option<int?> older = new("--older-than") { Description = "Only answers that are older than so many days", HelpName = "DAYS" };
        Command command = new("clear", "Forget answers; what they have saved stays known") { kind, older };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var mistakes = parsed.Mistakes(older, value => value is null or (>= 0 and <= 36_500), "days from 0 to 36500").ToList();
            if (mistakes.Count > 0)
            {
                throw new UsageException(mistakes);
            }

            await using var database = Open(GlobalOptions.Home(parsed), clock);
            DateTimeOffset? before = parsed.GetValue(older) is { } days ? clock.GetUtcNow().AddDays(-days) : null;
            var count = await new AnswerCache(database).ClearAsync(parsed.GetValue(kind), before, cancellationToken);
            GlobalOptions.Output(parsed).Print(() => new() { ["forgotten"] = count }, () => [$"{count} answers are forgotten."]);
            return ExitCode.Done;
        });
        return command;
    }

    static Database Open(Home home, TimeProvider clock) => Database.Open(home.Database, Installation.Schemas, clock);

    static Money Saved(IEnumerable<CacheStanding> standings) => standings.Aggregate(Money.Zero, (sum, standing) => sum + standing.Saved);

    static JsonNode ToJson(CacheStanding standing) => new JsonObject
    {
        ["kind"] = standing.Kind,
        ["answers"] = standing.Answers,
        ["passed"] = standing.Serving,
        ["characters"] = standing.Characters,
        ["given_again"] = standing.Given,
        ["saved_usd"] = standing.Saved.Dollars,
    };

    static IReadOnlyList<string> Row(CacheStanding standing) =>
        [standing.Kind, $"{standing.Answers}", $"{standing.Serving}", $"{standing.Characters}", $"{standing.Given}", $"{standing.Saved}"];
}
