using Aios.Cli.Choosing;
using Aios.Cli.Configuration;
using Aios.Cli.Display;
using Aios.Cli.Runs;
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
    static readonly TimeSpan _listening = TimeSpan.FromMilliseconds(500);

    /// <param name="wanted">What its user wants otherwise, where it is gone on with for that.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(OwnedRun run, RunOrder order, RunEvent.ChangeAsked? wanted, CancellationToken cancellationToken)
    {
        var folder = home.RunFolder(run.Id);
        Delivery delivery = new(order.Output, order.Force, folder, clock); // before anything of what is wanted is written down
        interruption.DrainsFirst = true;
        if (order.MaxCost is { } limit)
        {
            await installation.Budgets.SetAsync(new() { Scope = Scope.Run(run.Id), Limit = limit }, cancellationToken);
        }

        using OpenProviders open = new(settings, clock);
        RouteCatalog catalog = new(settings, open, new(settings, open, () => new OfflineProvider(order.Pace, clock), clock), clock);
        var plan = await RoutePlans.MakeAsync(settings, Team.Roles, catalog, installation.PlannerFor, cancellationToken, Team.Load());
        output.Warn(catalog.Warnings);

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

        RunRequest request = new(run.Id, order.Brief, folder, delivery, order.Slots ?? settings.MaxParallel?.Value ?? (plan.IsOffline ? Slots.Offline : Slots.OfModels))
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
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await journal.TakeWishesAsync(run.Id, cancellationToken); // what was asked of another process is no business of this one
        var hearing = HearAsync(run, over.Token);
        try
        {
            await View(run).ShowAsync(log, () => build.RunAsync(cancellationToken));
        }
        catch (BriefException)
        {
            await (run.Past.Order.Count == 0 ? journal.ForgetAsync(run.Id, CancellationToken.None) : run.ReleaseAsync());
            throw;
        }
        finally
        {
            await over.CancelAsync();
            await hearing;
        }

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

    IRunView View(OwnedRun run) =>
        RunViews.For(output, clock, new RunPurse(new RunLedger(installation.Database!), installation.Budgets, run.Id, clock).Look); // an installation of the program has a file

    /// <summary>What somebody asks of the run from another terminal.</summary>
    async Task HearAsync(OwnedRun run, CancellationToken cancellationToken)
    {
        try
        {
            while (!interruption.Draining.IsCancellationRequested)
            {
                if ((await journal.TakeWishesAsync(run.Id, cancellationToken)).Any(wish => wish is Wish.Halt))
                {
                    interruption.Rest();
                }

                await Task.Delay(_listening, clock, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run is over.
        }
        catch (StorageException)
        {
            // Whoever writes next meets the same, and says so.
        }
    }

    void Print(Report report)
    {
        if (output.Json || output.JsonLines)
        {
            output.Data.WriteLine(output.JsonLines ? report.ToJsonLine() : report.ToJson());
        }
        else
        {
            output.Data.Write(Summary.Of(report, output.Plain));
        }
    }
}
