using Aios.Cli.Consent;
using Aios.Cli.Display;
using Aios.Cli.Runs;
using Aios.Llm.Hosting;
using Aios.Llm.Spending;
using Aios.Llm.Storage;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Artifacts.Applying;
using Aios.Workshop.Artifacts.Repositories;
using Aios.Workshop.Briefs;
using Aios.Workshop.Reporting;
using Aios.Workshop.Running;
using Aios.Workshop.Specialists;

namespace Aios.Cli.Building;

/// <summary>Works on a run in this process, from wherever it stands to its end, and shows how it goes. Where it waits for its user's word, whoever sits at the terminal is asked.</summary>
sealed class RunHost(
    RouterInstallation installation, RunJournal journal, Crew crew, Teaching teaching, Home home, Output output, Redactor redactor, Interruption interruption, TimeProvider clock)
{
    static readonly TimeSpan _listening = TimeSpan.FromMilliseconds(500);

    /// <param name="wanted">What its user wants otherwise, where it is gone on with for that.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(OwnedRun run, RunOrder order, RunEvent.ChangeAsked? wanted, CancellationToken cancellationToken)
    {
        _ = DeliveryOf(run, order); // before anything of what is wanted is written down
        interruption.DrainsFirst = true;
        if (order.MaxCost is { } limit)
        {
            await installation.Budgets.SetAsync(new() { Scope = Scope.Run(run.Id), Limit = limit }, cancellationToken);
        }

        var view = View(run);
        var worked = await WorkAsync(run, order, wanted is null ? [] : [wanted], view, cancellationToken);
        while (IsToBeAsked(worked.State) && await SaidAsync(run.Id, order, cancellationToken) is { } said && await GoOnAsync(worked, order, said, view, cancellationToken) is { } next)
        {
            worked = next;
        }

        if (IsToBeAsked(worked.State))
        {
            Print(worked.Report); // nobody has answered
        }

        return ExitCode.Of(worked.State);
    }

    bool IsToBeAsked(RunState state) => state is { Status: RunStatus.Stopped, Awaits: not null } && output.Dialogue is not null;

    /// <returns>Null where nobody answers.</returns>
    async Task<IReadOnlyList<RunEvent>?> SaidAsync(string run, RunOrder order, CancellationToken cancellationToken)
    {
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, interruption.Draining);
        ApprovalTalk talk = new(output.Dialogue!, journal, Editor.Find(Environment.GetEnvironmentVariable), lent => interruption.IsLent = lent, clock); // there is one: it is to be asked
        return await talk.AskAsync(new RunFolder(home.RunFolder(run)), order.Output, asking.Token);
    }

    /// <summary>As <c>aios resume</c> does, with what has just been said.</summary>
    /// <returns>Null where somebody else has gone on with it, or nobody answers what it may cost.</returns>
    async Task<WorkedRun?> GoOnAsync(WorkedRun worked, RunOrder order, IReadOnlyList<RunEvent> said, IRunView view, CancellationToken cancellationToken)
    {
        var id = worked.State.RunId;
        if (!await MayGoOnAsync(id, order, said.OfType<RunEvent.ChangeAsked>().FirstOrDefault(), cancellationToken))
        {
            return null;
        }

        using var taken = await TakeAsync(id, cancellationToken);
        if (taken is null)
        {
            return null;
        }

        if (taken.Past.Awaits != worked.State.Awaits)
        {
            output.Note("It was answered from elsewhere.");
            said = [];
        }

        try
        {
            return await WorkAsync(taken, order, said, view, cancellationToken);
        }
        catch (BriefException exception) when (said is [RunEvent.ChangeAsked] || OpenWork.WaitsForChange(taken.Past)) // here or elsewhere
        {
            output.Regret([exception.Message]); // and it waits for a word as before
            using var again = await TakeAsync(id, cancellationToken);
            return again is null ? null : await WorkAsync(again, order, [], view, cancellationToken);
        }
    }

    /// <summary>A change may take as much as the whole did. For all else it was agreed when the run was begun or taken up.</summary>
    /// <returns>False where nobody answers.</returns>
    /// <exception cref="BudgetExceededException">It was not agreed to.</exception>
    async Task<bool> MayGoOnAsync(string id, RunOrder order, RunEvent.ChangeAsked? wanted, CancellationToken cancellationToken)
    {
        var state = journal.StateOf(id);
        if (wanted is null && !OpenWork.WaitsForChange(state))
        {
            return true;
        }

        using var asking = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, interruption.Draining);
        try
        {
            await new SpendingConsent(output, installation.Ledger, hasOptions: false, clock).AskAsync(
                OpenWork.Of(state, order, wanted), order, id, new RunLedger(installation.Database!).SpendingOf(id).Spent, crew, asking.Token); // an installation of the program has a file
            return true;
        }
        catch (OperationCanceledException) when (asking.IsCancellationRequested)
        {
            return false;
        }
    }

    async Task<OwnedRun?> TakeAsync(string id, CancellationToken cancellationToken)
    {
        var taken = await journal.TakeAsync(id, cancellationToken);
        if (taken is { Past.Status: RunStatus.Stopped or RunStatus.Running })
        {
            return taken;
        }

        await (taken?.ReleaseAsync() ?? Task.CompletedTask);
        taken?.Dispose();
        output.Regret([journal.Find(id) is null ? $"Run {id} has been removed from elsewhere." : $"Somebody else has gone on with run {id}. See: aios runs show {id}"]);
        return null;
    }

    /// <summary>Until it ends or rests; it is nobody's then.</summary>
    /// <param name="said">What is written down in it first.</param>
    async Task<WorkedRun> WorkAsync(OwnedRun run, RunOrder order, IReadOnlyList<RunEvent> said, IRunView view, CancellationToken cancellationToken)
    {
        var folder = home.RunFolder(run.Id);
        var delivery = DeliveryOf(run, order);
        Composition workshop = new(installation.ModelsFor(crew.Plans.For), order.Pace, NoncesOf(order), home, folder, clock);
        RunLog log = new(clock, run.Past);
        run.Follow(log);
        teaching.Follow(log);
        foreach (var happened in said)
        {
            log.Add(happened);
        }

        if (run.Past.Order.Count > 0)
        {
            log.Add(new RunEvent.RunResumed(Product.Version));
        }

        RunRequest request = new(run.Id, order.Brief, folder, delivery, crew.Slots(order.Slots))
        {
            Git = FindGit(),
            Approvals = order.Approvals,
            Control = new(order.Limits, interruption.Draining),
            Kept = run.FlushAsync,
            Lost = run.Lost,
        };
        using var resting = interruption.Draining.Register(() => output.Note(RestNotice.Of(log.State, interruption)));
        return await WorkAsync(new(workshop.Engine, workshop.Reporter, request, log, redactor), run, log, view, cancellationToken);
    }

    Delivery DeliveryOf(OwnedRun run, RunOrder order) => new(order.Output, order.Force, home.RunFolder(run.Id), clock);

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

    async Task<WorkedRun> WorkAsync(BuildRun build, OwnedRun run, RunLog log, IRunView view, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await journal.TakeWishesAsync(run.Id, cancellationToken); // what was asked of another process is no business of this one
        var hearing = HearAsync(run, over.Token);
        try
        {
            await view.ShowAsync(log, () => build.RunAsync(cancellationToken));
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

        if (!IsToBeAsked(log.State))
        {
            Print(build.Report); // first: it has been paid for, and the disk may be full
        }

        output.Regret([.. await build.KeepReportAsync(home.RunFolder(run.Id)), .. log.State.Output is { } delivered ? await build.KeepReportAsync(delivered) : []]);

        await TeachAsync();
        await run.ReleaseAsync();
        return new(log.State, build.Report);
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

/// <summary>What has become of a run that was worked on.</summary>
sealed record WorkedRun(RunState State, Report Report);
