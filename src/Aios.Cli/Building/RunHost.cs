using Aios.Cli.Choosing;
using Aios.Cli.Configuration;
using Aios.Cli.Display;
using Aios.Llm.Hosting;
using Aios.Llm.Spending;
using Aios.Llm.Storage;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Artifacts.Repositories;
using Aios.Workshop.Briefs;
using Aios.Workshop.Offline;
using Aios.Workshop.Reporting;
using Aios.Workshop.Running;
using Aios.Workshop.Specialists;

namespace Aios.Cli.Building;

/// <summary>Works on a run in this process, from wherever it stands to its end, and shows how it goes.</summary>
/// <param name="settings">With the run's own choice of models.</param>
sealed class RunHost(
    RouterInstallation installation, RunJournal journal, Settings settings, Teaching teaching, Home home, Output output, Redactor redactor, Interruption interruption, TimeProvider clock)
{
    /// <param name="wanted">What its user wants otherwise, where it is gone on with for that.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(OwnedRun run, RunOrder order, RunEvent.ChangeAsked? wanted, CancellationToken cancellationToken)
    {
        interruption.DrainsFirst = true;
        if (order.MaxCost is { } limit)
        {
            await installation.Budgets.SetAsync(new() { Scope = Scope.Run(run.Id), Limit = limit }, cancellationToken);
        }

        using OpenProviders open = new(settings, clock);
        RouteCatalog catalog = new(settings, open, new(settings, open, () => new OfflineProvider(order.Pace, clock), clock), clock);
        var plan = await RoutePlans.MakeAsync(settings, Team.Roles, catalog, installation.PlannerFor, cancellationToken, Team.Load());
        output.Warn(catalog.Warnings);

        var folder = home.RunFolder(run.Id);
        Composition workshop = new(installation.ModelsFor(plan.For), order.Pace, NoncesOf(order), home, folder, clock);
        RunLog log = new(clock, run.Past);
        run.Follow(log);
        teaching.Follow(log);
        if (wanted is not null)
        {
            log.Add(wanted);
        }

        if (run.Past.Order.Count > 0)
        {
            log.Add(new RunEvent.RunResumed(Product.Version));
        }

        RunRequest request = new(run.Id, order.Brief, folder, new Delivery(order.Output, order.Force, folder, clock), order.Slots ?? settings.MaxParallel?.Value ?? (plan.IsOffline ? Slots.Offline : Slots.OfModels))
        {
            Git = FindGit(),
            Approvals = order.Approvals,
            Control = new(order.Limits, interruption.Draining),
            Kept = run.FlushAsync,
            Lost = run.Lost,
        };
        return await WorkAsync(new(workshop.Engine, workshop.Reporter, request, log, redactor), run, log, cancellationToken);
    }

    GitProgram? FindGit()
    {
        try
        {
            return GitProgram.Find(Environment.GetEnvironmentVariable("PATH") ?? "");
        }
        catch (WorkspaceException exception)
        {
            output.Warn([$"{exception.Message} {exception.Hint}"]);
            return null;
        }
    }

    static Nonces NoncesOf(RunOrder order) => order.NonceKey is { } key ? new(Convert.FromBase64String(key)) : Nonces.Passing;

    async Task<int> WorkAsync(BuildRun build, OwnedRun run, RunLog log, CancellationToken cancellationToken)
    {
        try
        {
            await View().ShowAsync(log, () => build.RunAsync(cancellationToken));
        }
        catch (BriefException)
        {
            await (run.Past.Order.Count == 0 ? journal.ForgetAsync(run.Id, CancellationToken.None) : run.ReleaseAsync());
            throw;
        }

        await run.FlushAsync();
        Print(build.Report); // first: it has been paid for, and the disk may be full
        output.Regret([.. await build.KeepReportAsync(home.RunFolder(run.Id)), .. log.State.Output is { } delivered ? await build.KeepReportAsync(delivered) : []]);

        await TeachAsync();
        await run.ReleaseAsync();
        return ExitCode.Of(log.State);
    }

    /// <summary>The result is printed and stands, whatever becomes of this.</summary>
    async Task TeachAsync()
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

    IRunView View() =>
        output.JsonLines ? new JsonLinesView(output.Data)
        : output.Quiet ? new QuietView()
        : output.IsLive ? new LiveView(output.Terminal, clock)
        : new PlainView(output.Progress, output.Verbose);

    void Print(Report report)
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
}
