using System.CommandLine;
using Aios.Cli.Asking;
using Aios.Cli.Choosing;
using Aios.Cli.Configuration;
using Aios.Cli.Display;
using Aios.Workshop.Offline;
using Aios.Workshop.Specialists;

namespace Aios.Cli.Commands;

/// <summary><c>aios route</c>: whom a question would be asked, and why; nobody is.</summary>
static class RouteCommand
{
    public static Command Create(TimeProvider clock, Redactor redactor)
    {
        var arguments = new RouteArguments();
        var command = new Command("route", "Show whom a question would be asked, in which order and why, without asking anybody");
        arguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = arguments.Read(parsed);
            return RunAsync(options, GlobalOptions.Settings(parsed, redactor, options.Question.Model), GlobalOptions.Home(parsed), GlobalOptions.Output(parsed), clock, cancellationToken);
        });
        return command;
    }

    static async Task<int> RunAsync(RouteOptions options, Settings settings, Home home, Output output, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var input = System.Console.IsInputRedirected ? System.Console.OpenStandardInput() : null;
        var question = await new QuestionReader(options.Question, input).ReadAsync(cancellationToken);
        await using var history = await History.OpenAsync(home, clock, cancellationToken);
        using OpenProviders open = new(settings, clock);
        RouteCatalog catalog = new(settings, open, new(settings, open, () => new OfflineProvider(Pace.Unlimited, clock), clock), clock);

        var request = options.ToRequest(question);
        var plan = options.All
            ? history.PlannerFor(await catalog.AllAsync(cancellationToken), settings.Routing.ToRules(Team.Load())).Plan(request)
            : (await RoutePlans.MakeAsync(settings, options.Specialist is { } specialist ? [specialist] : [], catalog, history.PlannerFor, cancellationToken, Team.Load())).For(request);
        output.Warn(catalog.Warnings);
        output.Print(() => PlanTable.ToJson(plan.Explanation), () => PlanTable.Of(plan.Explanation));
        return plan.Routes.Count > 0 ? ExitCode.Done : plan.Explanation.IsOverBudget ? ExitCode.Budget : ExitCode.NoRoute;
    }
}
