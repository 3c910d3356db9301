using System.CommandLine;
using Aios.Cli.Building;
using Aios.Cli.Choosing;
using Aios.Cli.Configuration;
using Aios.Cli.Display;
using Aios.Llm.Hosting;
using Aios.Llm.Spending;
using Aios.Llm.Storage;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Briefs;
using Aios.Workshop.Offline;
using Aios.Workshop.Reporting;
using Aios.Workshop.Running;
using Aios.Workshop.Specialists;

namespace Aios.Cli.Commands;

/// <summary><c>aios build</c>: a brief in, a verified application out.</summary>
static class BuildCommand
{
    public static Command Create(TimeProvider clock, Redactor redactor)
    {
        var arguments = new BuildArguments();
        var command = new Command("build", "Build, verify and hand over an application from a brief");
        arguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = arguments.Read(parsed);
            return RunAsync(options, GlobalOptions.Settings(parsed, redactor, options.Model), GlobalOptions.Output(parsed), GlobalOptions.Home(parsed), redactor, clock, cancellationToken);
        });
        return command;
    }

    static async Task<int> RunAsync(
        BuildOptions options, Settings settings, Output output, Home home, Redactor redactor, TimeProvider clock, CancellationToken cancellationToken)
    {
        var brief = options.Brief == "-"
            ? await Brief.ReadAsync("brief", System.Console.OpenStandardInput(), cancellationToken).WaitAsync(cancellationToken)
            : await Brief.ReadAsync(options.Brief, cancellationToken);
        var delivery = new Delivery(options.Output ?? FreeFolder(brief.Name), options.Force);
        var runId = RunIds.New(clock);
        var folder = home.RunFolder(runId);

        using OpenProviders open = new(settings, clock);
        Teaching teaching = new();
        await using var installation = await Installation.OpenAsync(home, settings, output, clock, teaching.Note, cancellationToken);
        if ((options.MaxCost ?? settings.MaxCost?.Value) is { } limit)
        {
            await installation.Budgets.SetAsync(new() { Scope = Scope.Run(runId), Limit = limit }, cancellationToken);
        }

        RouteCatalog catalog = new(settings, open, new(settings, open, () => new OfflineProvider(options.Pace, clock), clock), clock);
        var plan = await RoutePlans.MakeAsync(settings, Team.Roles, catalog, installation.PlannerFor, cancellationToken, Team.Load());
        output.Warn(catalog.Warnings);
        var workshop = new Composition(installation.ModelsFor(plan.For), options.Pace, home, folder, clock);
        var log = new RunLog(clock);
        teaching.Follow(log);
        var slots = options.Slots ?? settings.MaxParallel?.Value ?? (plan.IsOffline ? Slots.Offline : Slots.OfModels);
        var request = new RunRequest(runId, brief, folder, delivery, slots);
        var run = new BuildRun(workshop.Engine, workshop.Reporter, request, log, redactor);
        await View(output, clock).ShowAsync(log, () => run.RunAsync(cancellationToken));

        Print(run.Report, output); // first: it has been paid for, and the disk may be full
        output.Regret([.. await run.KeepReportAsync(folder), .. log.State.Output is { } delivered ? await run.KeepReportAsync(delivered) : []]);

        await TeachAsync(teaching, installation, output);
        return ExitCode.Of(log.State);
    }

    /// <summary>The result is printed and stands, whatever becomes of this.</summary>
    static async Task TeachAsync(Teaching teaching, RouterInstallation installation, Output output)
    {
        try
        {
            await teaching.TellAsync(installation.Lessons, installation.Cache);
        }
        catch (StorageException exception)
        {
            output.Regret([$"What the checks have shown could not be kept for the next run: {exception.Message}"]);
        }
    }

    static IRunView View(Output output, TimeProvider clock) =>
        output.JsonLines ? new JsonLinesView(output.Data)
        : output.Quiet ? new QuietView()
        : output.IsLive ? new LiveView(output.Terminal, clock)
        : new PlainView(output.Progress, output.Verbose);

    static void Print(Report report, Output output)
    {
        if (output.Json || output.JsonLines)
        {
            output.Data.WriteLine(output.JsonLines ? report.ToJsonLine() : report.ToJson());
        }
        else
        {
            output.Data.Write(Summary.Of(report));
        }
    }

    /// <summary>A name for the application beside the user that is not taken yet.</summary>
    static string FreeFolder(string brief)
    {
        var name = $"{brief}-app";
        return Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? name : $"{name}-{number}").First(candidate => !Path.Exists(candidate));
    }
}
