using System.CommandLine;
using Aios.Cli.Asking;
using Aios.Cli.Choosing;
using Aios.Cli.Configuration;
using Aios.Cli.Display;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Llm.Routing.Planning;
using Aios.Llm.Spending;
using Aios.Workshop.Offline;

namespace Aios.Cli.Commands;

/// <summary><c>aios ask</c>: one question to one model.</summary>
static class AskCommand
{
    public static Command Create(TimeProvider clock, Redactor redactor)
    {
        var arguments = new AskArguments();
        var command = new Command("ask", "Ask a model a question");
        arguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = arguments.Read(parsed);
            return RunAsync(options, GlobalOptions.Settings(parsed, redactor, options.Question.Model), GlobalOptions.Output(parsed), GlobalOptions.Home(parsed), clock, cancellationToken);
        });
        return command;
    }

    static async Task<int> RunAsync(AskOptions options, Settings settings, Output output, Home home, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var input = System.Console.IsInputRedirected ? System.Console.OpenStandardInput() : null;
        var question = await new QuestionReader(options.Question, input).ReadAsync(cancellationToken);

        using OpenProviders open = new(settings, clock);
        ModelFinder finder = new(settings, open, () => new OfflineProvider(Pace.Unlimited, clock), clock);
        await using var installation = await Installation.OpenAsync(home, settings, output, clock, ended: null, cancellationToken);
        var models = installation.ModelsFor(await PlanAsync(options, settings, finder, new(settings, open, finder, clock), installation.PlannerFor, cancellationToken));
        var call = models.Prepare(await RequestAsync(options, question, settings, installation.Budgets, clock, cancellationToken));
        if (call.Plan.Routes is [var first, ..])
        {
            await new WindowCheck(settings.Catalog, clock).CheckAsync(first, question, cancellationToken);
        }

        try
        {
            await new Asker(models, clock).AskAsync(call, View(options, output), cancellationToken);
            return ExitCode.Done;
        }
        catch (NoRouteAnsweredException exception) when (exception.Attempts is [.., { Failure.Kind: FailureKind.UnknownModel } last])
        {
            throw await new ModelSuggestions(settings, finder).ForAsync(last.Route, exception, cancellationToken);
        }
    }

    /// <exception cref="KeyMissingException"/>
    /// <exception cref="UnknownModelException"/>
    static async Task<Func<RouteRequest, RoutePlan>> PlanAsync(
        AskOptions options, Settings settings, ModelFinder finder, RouteCatalog catalog, Func<IReadOnlyList<RouteCandidate>, RoutingRules, Planner> make, CancellationToken cancellationToken)
    {
        if (options is { Provider: { } alone, Question.Model: null })
        {
            RoutePlan plan = new(await finder.DefaultOfAsync(alone, cancellationToken));
            return _ => plan;
        }

        var chosen = options is { Provider: { } provider, Question.Model: { } model }
            ? new Setting<string>(Within(provider, model, settings, finder), new(Layer.Option, "--model"))
            : settings.Model.Everyone;
        return chosen is null && !finder.SetUp.Any()
            ? throw new KeyMissingException(
                "No model was chosen, and there is no key for any provider.",
                $"Set {string.Join(" or ", KnownProvider.All.Where(known => known.WantsKey).Select(known => known.KeyVariable))} in the environment or in .env, or name a model of your own machine: --model ollama/MODEL")
            : (await RoutePlans.MakeAsync(settings with { Model = new() { Everyone = chosen } }, [], catalog, make, cancellationToken)).For;
    }

    /// <summary>A question with a limit is a run of its own, which has a budget.</summary>
    static async Task<RouteRequest> RequestAsync(
        AskOptions options, Question question, Settings settings, IBudgetBook budgets, TimeProvider clock, CancellationToken cancellationToken)
    {
        var run = RunIds.New(clock);
        if ((options.MaxCost ?? settings.MaxCost?.Value) is { } limit)
        {
            await budgets.SetAsync(new() { Scope = Scope.Run(run), Limit = limit }, cancellationToken);
        }

        return new(question.Messages, question.Options) { Spender = new() { Run = run }, InOnePiece = options.Stream == false, Reuse = Reuse.OnceWhole };
    }

    static string Within(string provider, string model, Settings settings, ModelFinder finder) =>
        settings.Provider(provider) is null && KnownProvider.Find(provider) is null && provider != ModelFinder.OfflineName ? throw finder.NoSuchProvider(provider)
        : model.StartsWith($"{provider}/", StringComparison.Ordinal) ? model
        : $"{provider}/{model}";

    static IAnswerView View(AskOptions options, Output output) =>
        output.Json || output.JsonLines ? new JsonAnswerView(output.Data, output.JsonLines)
        : new TextAnswerView(output, options.Stream ?? !System.Console.IsOutputRedirected, isTerminal: !System.Console.IsOutputRedirected);
}
