using System.CommandLine;
using System.Text.Json.Nodes;
using Aios.Cli.Display;
using Aios.Cli.Spending;
using Aios.Llm.Spending;

namespace Aios.Cli.Commands;

/// <summary><c>aios budget</c>: what may be spent, where, and what is left of it.</summary>
static class BudgetCommand
{
    const string Scopes = "installation, tenant:T, key:K, specialist:S, run:R or run:R/S";

    public static Command Create(TimeProvider clock) => new("budget", "Limits on money: set, show, remove, and their history")
    {
        Set(clock), Show(clock), Remove(clock), History(clock),
    };

    static Command Set(TimeProvider clock)
    {
        var scope = ScopeArgument();
        Argument<string> amount = new("amount") { Description = "In dollars" };
        Option<string?> soft = new("--soft") { Description = "From here on cheaper models are asked", HelpName = "USD" };
        var (day, month) = Windows();
        Command command = new("set", "Set a limit, or change it") { scope, amount, soft, day, month };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (limit, from) = (Amount.Read(parsed.GetRequiredValue(amount)), parsed.GetValue(soft) is { } text ? Amount.Read(text) : null);
            List<string> mistakes =
            [
                .. limit is null ? (string[])[$"{parsed.GetRequiredValue(amount)} is no amount of dollars."] : [],
                .. parsed.GetValue(soft) is { } word && from is null ? (string[])[$"--soft takes an amount of dollars, not {word}."] : [],
                .. from?.NanoDollars > limit?.NanoDollars ? (string[])["--soft is above the limit."] : [],
            ];
            Budget budget = new() { Scope = ScopeOf(parsed.GetRequiredValue(scope), mistakes), Window = WindowOf(parsed, day, month, mistakes), Limit = limit ?? Money.Zero, Soft = from };
            Refuse(mistakes);
            await using var file = await LedgerFile.OpenAsync(GlobalOptions.Home(parsed), clock, cancellationToken);
            await file.Ledger.SetAsync(budget, cancellationToken);
            Print(GlobalOptions.Output(parsed), [.. file.Ledger.Budgets().Where(standing => (standing.Budget.Scope, standing.Budget.Window) == (budget.Scope, budget.Window))]);
            return ExitCode.Done;
        });
        return command;
    }

    static Command Show(TimeProvider clock)
    {
        Command command = new("show", "Every budget, and what is left of it");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var file = await LedgerFile.OpenAsync(GlobalOptions.Home(parsed), clock, cancellationToken);
            Print(GlobalOptions.Output(parsed), file.Ledger.Budgets());
            return ExitCode.Done;
        });
        return command;
    }

    static Command Remove(TimeProvider clock)
    {
        var scope = ScopeArgument();
        var (day, month) = Windows();
        Command command = new("remove", "Take a limit away") { scope, day, month };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            List<string> mistakes = [];
            var (whose, window) = (ScopeOf(parsed.GetRequiredValue(scope), mistakes), WindowOf(parsed, day, month, mistakes));
            Refuse(mistakes);
            await using var file = await LedgerFile.OpenAsync(GlobalOptions.Home(parsed), clock, cancellationToken);
            if (!await file.Ledger.RemoveAsync(whose, window, cancellationToken))
            {
                throw new UsageException([$"There is no budget of {whose} for {Word(window)}. See: aios budget show"]);
            }

            GlobalOptions.Output(parsed).Print(
                () => new() { ["scope"] = whose.Name, ["window"] = Word(window), ["removed"] = true },
                () => [$"The budget of {whose} ({Word(window)}) is gone."]);
            return ExitCode.Done;
        });
        return command;
    }

    static Command History(TimeProvider clock)
    {
        Command command = new("history", "When limits were set and removed, and what they came to");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var file = await LedgerFile.OpenAsync(GlobalOptions.Home(parsed), clock, cancellationToken);
            var events = file.Ledger.History();
            GlobalOptions.Output(parsed).Print(
                () => new() { ["history"] = new JsonArray([.. events.Select(each => Told(each.Standing, ("at", each.At.ToString("O")), ("what", each.What)))]) },
                () => events.Count == 0 ? ["No budget was ever set."]
                    : Columns.Of(["AT", "WHAT", .. _head], [.. events.Select(each => (string[])[$"{each.At:u}", each.What, .. Cells(each.Standing)])]));
            return ExitCode.Done;
        });
        return command;
    }

    static readonly string[] _head = ["SCOPE", "WINDOW", "PERIOD", "LIMIT", "SOFT", "SPENT", "SET ASIDE", "LEFT"];

    static void Print(Output output, IReadOnlyList<BudgetStanding> standings) => output.Print(
        () => new() { ["budgets"] = new JsonArray([.. standings.Select(standing => Told(standing))]) },
        () => standings.Count == 0 ? ["There is no budget: nothing limits what is spent. See: aios budget set --help"]
            : Columns.Of(_head, [.. standings.Select(Cells)]));

    static string[] Cells(BudgetStanding standing) =>
    [
        standing.Budget.Scope.Name, Word(standing.Budget.Window), standing.Period, standing.Budget.Limit.ToString(), standing.Budget.Soft?.ToString() ?? "",
        standing.Spent.ToString(), standing.Reserved.ToString(), standing.Left.ToString(),
    ];

    static JsonObject Told(BudgetStanding standing, params ReadOnlySpan<(string Name, string Value)> first)
    {
        JsonObject told = [];
        foreach (var (name, value) in first)
        {
            told[name] = value;
        }

        told["scope"] = standing.Budget.Scope.Name;
        told["window"] = Word(standing.Budget.Window);
        told["period"] = standing.Period;
        told["limit_usd"] = standing.Budget.Limit.Dollars;
        told["soft_usd"] = standing.Budget.Soft?.Dollars;
        told["spent_usd"] = standing.Spent.Dollars;
        told["reserved_usd"] = standing.Reserved.Dollars;
        told["left_usd"] = standing.Left.Dollars;
        return told;
    }

    static Argument<string> ScopeArgument() => new("scope") { Description = $"Where: {Scopes}" };

    static (Option<bool> Day, Option<bool> Month) Windows() =>
        (new("--day") { Description = "Anew each day (UTC)" }, new("--month") { Description = "Anew each month (UTC)" });

    static Scope ScopeOf(string name, List<string> mistakes)
    {
        if (Scope.Find(name) is { } scope)
        {
            return scope;
        }

        mistakes.Add($"There is no scope {name}; there are {Scopes}.");
        return Scope.Installation;
    }

    static BudgetWindow WindowOf(ParseResult parsed, Option<bool> day, Option<bool> month, List<string> mistakes)
    {
        if (parsed.GetValue(day) && parsed.GetValue(month))
        {
            mistakes.Add("--day and --month do not go together; set two budgets.");
        }

        return parsed.GetValue(day) ? BudgetWindow.Day : parsed.GetValue(month) ? BudgetWindow.Month : BudgetWindow.Lifetime;
    }

    static string Word(BudgetWindow window) => window switch
    {
        BudgetWindow.Lifetime => "lifetime",
        BudgetWindow.Month => "month",
        BudgetWindow.Day => "day",
        _ => throw new ArgumentOutOfRangeException(nameof(window), window, "A window without a word."),
    };

    static void Refuse(List<string> mistakes)
    {
        if (mistakes.Count > 0)
        {
            throw new UsageException(mistakes);
        }
    }
}
