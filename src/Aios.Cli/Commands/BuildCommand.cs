using System.CommandLine;
using Aios.Cli.Building;
using Aios.Cli.Choosing;
using Aios.Cli.Configuration;
using Aios.Cli.Consent;
using Aios.Cli.Display;
using Aios.Llm.Spending;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Briefs;
using Aios.Workshop.Running;

namespace Aios.Cli.Commands;

/// <summary><c>aios build</c>: a brief in, a verified application out.</summary>
static class BuildCommand
{
    public static Command Create(TimeProvider clock, Redactor redactor, Interruption interruption)
    {
        var arguments = new BuildArguments();
        var command = new Command("build", "Build, verify and hand over an application from a brief");
        arguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = arguments.Read(parsed);
            return RunAsync(options, GlobalOptions.Settings(parsed, redactor, options.Model), GlobalOptions.Output(parsed), GlobalOptions.Home(parsed), redactor, interruption, clock, cancellationToken);
        });
        return command;
    }

    static async Task<int> RunAsync(
        BuildOptions options, Settings settings, Output output, Home home, Redactor redactor, Interruption interruption, TimeProvider clock, CancellationToken cancellationToken)
    {
        var brief = options.Brief == "-"
            ? await Brief.ReadAsync("brief", System.Console.OpenStandardInput(), cancellationToken).WaitAsync(cancellationToken)
            : await Brief.ReadAsync(options.Brief, cancellationToken);
        Delivery delivery = new(options.Output ?? FreeFolder(brief.Name), options.Force);

        Teaching teaching = new();
        await using var installation = await Installation.OpenAsync(home, settings, output, clock, teaching.Note, cancellationToken);
        RunJournal journal = new(installation.Database!, clock); // an installation of the program has a file
        var order = Order(options, settings, brief, delivery, home);
        using var crew = await Crew.GatherAsync(settings, order.Pace, installation.PlannerFor, output, clock, cancellationToken);
        await new SpendingConsent(output, installation.Ledger, hasOptions: true, clock).AskAsync(new() { Brief = brief }, order, run: null, Money.Zero, crew, cancellationToken);
        using var run = await journal.BeginAsync(RunIds.New(clock), order, Product.Version, cancellationToken);
        return await new RunHost(installation, journal, crew, teaching, home, output, redactor, interruption, clock).RunAsync(run, order, wanted: null, cancellationToken);
    }

    static RunOrder Order(BuildOptions options, Settings settings, Brief brief, Delivery delivery, Home home) => new()
    {
        Workflow = Composition.WorkflowName,
        Brief = brief,
        Output = delivery.Output,
        Force = options.Force,
        Model = options.Model,
        Slots = options.Slots,
        MaxCost = options.MaxCost ?? settings.MaxCost?.Value,
        Pace = options.Pace,
        Approvals = options.Approvals,
        Limits = options.Limits,
        NonceKey = Convert.ToBase64String(NonceKey.Read(home)),
        Prompts = Composition.Prompts,
    };

    /// <summary>A name for the application beside the user that is not taken yet.</summary>
    static string FreeFolder(string brief)
    {
        var name = $"{brief}-app";
        return Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? name : $"{name}-{number}").First(candidate => !Path.Exists(candidate));
    }
}
