using Aios.Cli.Choosing;
using Aios.Llm.Spending;
using Aios.Workshop.Briefs;
using Aios.Workshop.Reporting;
using Aios.Workshop.Running;

namespace Aios.Cli.Building;

/// <summary>A build from its beginning to its report, which can be made however it ends.</summary>
sealed class BuildRun(Engine engine, Reporter reporter, RunRequest request, RunLog log, Redactor redactor)
{
    /// <exception cref="BuildBrokenException">It came to no end; what it has cost is known all the same.</exception>
    /// <exception cref="BriefException">The brief names nothing that could be built, and nobody was asked about it for money.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, request.Lost);
        try
        {
            await engine.RunAsync(request, log, stop.Token);
        }
        catch (OperationCanceledException) when (request.Lost.IsCancellationRequested)
        {
            await request.Kept(); // it says why nothing more can be written down
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || request.Control.Draining.IsCancellationRequested)
        {
            log.Add(new RunEvent.RunFinished(RunStatus.Stopped, $"Interrupted; nothing was delivered. To go on: aios resume {request.RunId}", Output: null));
        }
        catch (ApprovalPendingException pending)
        {
            log.Add(new RunEvent.RunFinished(RunStatus.Stopped, $"{pending.Message} To do so: aios runs approve {request.RunId}; to have it otherwise: aios runs reject {request.RunId} \"…\"", Output: null));
        }
        catch (BriefException) when (IsFree && log.State.Changes.IsEmpty)
        {
            Directory.Delete(request.Folder, recursive: true); // nothing of a run that never was
            throw;
        }
        catch (BriefException exception) when (!log.State.Changes.IsEmpty)
        {
            log.Add(new RunEvent.ChangeWithdrawn(exception.Message));
            throw;
        }
        catch (Exception exception) // whatever it is: it may have been paid for
        {
            log.Add(new RunEvent.RunFinished(RunStatus.Failed, exception.Message, Output: null));
            await KeepReportAsync(request.Folder);
            throw new BuildBrokenException(exception, log.State.Cost, request.Folder);
        }
    }

    public Report Report => reporter.Of(log.State) with
    {
        Kept = log.State.Output is null ? request.Folder : null,
        Error = ReportedErrors.Of(log.State),
    };

    /// <returns>What could not be kept, in a sentence each.</returns>
    public async Task<IReadOnlyList<string>> KeepReportAsync(string folder) =>
    [
        .. new[]
        {
            await ReportFile.KeepAsync(folder, "report.json", Report.ToJson() + "\n", redactor),
            await ReportFile.KeepAsync(folder, "report.md", ReportText.Of(Report), redactor),
        }.OfType<string>(),
    ];

    /// <summary>Nobody was asked but the generator.</summary>
    bool IsFree => log.State.Tasks.Values.All(task => task.Answers.IsEmpty || (task.Provider == ModelFinder.OfflineName && task.Cost == Money.Zero));
}
