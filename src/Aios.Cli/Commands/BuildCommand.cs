using System.CommandLine;
using Aios.Cli.Display;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Briefs;
using Aios.Workshop.Reporting;
using Aios.Workshop.Running;

namespace Aios.Cli.Commands;

/// <summary><c>aios build</c>: a brief in, a verified application out.</summary>
static class BuildCommand
{
    public static Command Create(TimeProvider clock)
    {
        var arguments = new BuildArguments();
        var command = new Command("build", "Build, verify and hand over an application from a brief");
        arguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(arguments.Read(parsed), GlobalOptions.Output(parsed), GlobalOptions.Home(parsed), clock, cancellationToken));
        return command;
    }

    static async Task<int> RunAsync(BuildOptions options, Output output, Home home, TimeProvider clock, CancellationToken cancellationToken)
    {
        var brief = options.Brief == "-"
            ? await Brief.ReadAsync("brief", System.Console.OpenStandardInput(), cancellationToken).WaitAsync(cancellationToken)
            : await Brief.ReadAsync(options.Brief, cancellationToken);
        var delivery = new Delivery(options.Output ?? FreeFolder(brief.Name), options.Force);
        var runId = RunIds.New(clock);
        var folder = home.RunFolder(runId);

        var workshop = new Composition(options.Pace, home, folder, clock);
        var log = new RunLog(clock);
        var request = new RunRequest(runId, brief, folder, delivery, options.Slots);
        await View(output, clock).ShowAsync(log, () => RunUntilStoppedAsync(workshop, request, log, cancellationToken));

        var report = workshop.Reporter.Of(log.State);
        await SaveAsync(report, folder);
        if (report.Output is not null)
        {
            await SaveAsync(report, report.Output);
        }

        Print(report, output);
        return ExitCode.Of(log.State);
    }

    /// <summary>However a run ends, its report can be made.</summary>
    static async Task RunUntilStoppedAsync(Composition workshop, RunRequest request, RunLog log, CancellationToken cancellationToken)
    {
        try
        {
            await workshop.Engine.RunAsync(request, log, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            log.Add(new RunEvent.RunFinished(RunStatus.Stopped, "Interrupted; nothing was delivered.", Output: null));
        }
        catch (Exception exception) when (exception is not BriefException)
        {
            log.Add(new RunEvent.RunFinished(RunStatus.Failed, exception.Message, Output: null));
            await SaveAsync(workshop.Reporter.Of(log.State), request.Folder);
            throw;
        }
        catch (BriefException)
        {
            Directory.Delete(request.Folder, recursive: true); // nothing of a run that never was
            throw;
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

    static async Task SaveAsync(Report report, string folder)
    {
        var target = new ArtifactFolder(folder);
        await target.WriteAsync(new("report.json"), report.ToJson() + "\n", replace: true, CancellationToken.None);
        await target.WriteAsync(new("report.md"), ReportText.Of(report), replace: true, CancellationToken.None);
    }

    /// <summary>A name for the application beside the user that is not taken yet.</summary>
    static string FreeFolder(string brief)
    {
        var name = $"{brief}-app";
        return Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? name : $"{name}-{number}").First(candidate => !Path.Exists(candidate));
    }
}
