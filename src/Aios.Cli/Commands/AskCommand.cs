using System.CommandLine;
using Aios.Cli.Asking;
using Aios.Cli.Choosing;
using Aios.Cli.Configuration;
using Aios.Cli.Display;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Workshop.Offline;
using Microsoft.Extensions.Logging.Abstractions;

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
            if (options.Model?.Contains('=', StringComparison.Ordinal) == true)
            {
                throw new UsageException(["--model takes one model here; specialists are chosen for with build."]);
            }

            return RunAsync(options, GlobalOptions.Settings(parsed, redactor, options.Model), GlobalOptions.Output(parsed), clock, cancellationToken);
        });
        return command;
    }

    static async Task<int> RunAsync(AskOptions options, Settings settings, Output output, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var input = System.Console.IsInputRedirected ? System.Console.OpenStandardInput() : null;
        var question = await new QuestionReader(options, input).ReadAsync(cancellationToken);

        using OpenProviders open = new(settings, clock);
        ModelFinder finder = new(settings, open, () => new OfflineProvider(Pace.Unlimited, clock), clock);
        RoutePlan plan = new(await RoutesAsync(options, settings, finder, cancellationToken));
        await new WindowCheck(settings.Catalog, clock).CheckAsync(plan.Routes[0], question, cancellationToken);
        RouterChatClient models = new(_ => plan, new(clock, NullLogger<Router>.Instance));
        try
        {
            await new Asker(models, clock).AskAsync(question, options.Stream == false, View(options, output), cancellationToken);
            return ExitCode.Done;
        }
        catch (NoRouteAnsweredException exception) when (exception.Attempts is [.., { Failure.Kind: FailureKind.UnknownModel } last])
        {
            throw await new ModelSuggestions(settings, finder).ForAsync(last.Route, exception, cancellationToken);
        }
    }

    /// <exception cref="KeyMissingException"/>
    /// <exception cref="UnknownModelException"/>
    static async Task<IReadOnlyList<PlannedRoute>> RoutesAsync(AskOptions options, Settings settings, ModelFinder finder, CancellationToken cancellationToken)
    {
        var routes = options switch
        {
            { Provider: { } provider, Model: null } => await finder.DefaultOfAsync(provider, cancellationToken),
            { Provider: { } provider, Model: { } model } => await finder.RoutesAsync(new(Within(provider, model, settings, finder), new(Layer.Option, "--model")), cancellationToken),
            _ => await finder.RoutesAsync(settings.Model.Everyone, cancellationToken),
        };
        return routes.Count > 0 ? routes : throw new KeyMissingException(
            "No model was chosen, and there is no key for any provider.",
            $"Set {string.Join(" or ", KnownProvider.All.Where(known => known.WantsKey).Select(known => known.KeyVariable))} in the environment or in .env, or name a model of your own machine: --model ollama/MODEL");
    }

    static string Within(string provider, string model, Settings settings, ModelFinder finder) =>
        settings.Provider(provider) is null && KnownProvider.Find(provider) is null && provider != ModelFinder.OfflineName ? throw finder.NoSuchProvider(provider)
        : model.StartsWith($"{provider}/", StringComparison.Ordinal) ? model
        : $"{provider}/{model}";

    static IAnswerView View(AskOptions options, Output output) =>
        output.Json || output.JsonLines ? new JsonAnswerView(output.Data, output.JsonLines)
        : new TextAnswerView(output, options.Stream ?? !System.Console.IsOutputRedirected, isTerminal: !System.Console.IsOutputRedirected);
}
