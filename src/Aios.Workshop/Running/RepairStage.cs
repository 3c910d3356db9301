using Aios.Workshop.Artifacts;
using Aios.Workshop.Contracts;
using Aios.Workshop.Planning;
using Aios.Workshop.Repairing;
using Aios.Workshop.Verification;

namespace Aios.Workshop.Running;

/// <summary>Has an application checked, and what does not pass repaired by whom it belongs to, within bounds.</summary>
/// <remarks>
/// What was found is not the same each time it is looked for, so each round is decided by an event with all that is asked in it. A run that is taken up
/// again does the rounds of its journal again, with the answers that were paid for, and looks for mistakes only behind them.
/// </remarks>
/// <param name="written">The tasks that wrote the application.</param>
sealed class RepairStage(
    TaskRunner runner, Workflow workflow, IVerifier verifier, ArtifactFolder application, Contract contract, IReadOnlyList<WorkTask> written,
    HistoryStage history, RunLog log, RunControl control, int slots)
{
    /// <summary>Checks that were made of the files as they are.</summary>
    readonly HashSet<string> _current = [];

    readonly LastingRepairs _lasting = new(contract, workflow.Layout, written);

    /// <summary>Everything that the verdicts say afterwards is of the application as it is then.</summary>
    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        var isRepaired = await RepeatAsync(cancellationToken);
        await history.RecordAsync(cancellationToken);
        await CheckAsync(verifier.Checks, cancellationToken);
        while (Failing.Any(verdict => verdict.IsMade) && isRepaired && Decide() is { } round)
        {
            log.Add(round);
            isRepaired = await RepairAsync(round.Repairs, cancellationToken);
            if (isRepaired)
            {
                await history.RecordAsync(cancellationToken);
                await CheckAsync([.. Failing.Select(verdict => verdict.Name).Where(verifier.Checks.Contains)], cancellationToken);
                await (Failing.Any() ? Task.CompletedTask : CheckRestAsync(cancellationToken));
            }
        }

        if (!isRepaired && Failing.Any())
        {
            log.Add(new RunEvent.RepairEnded("The last answers have changed nothing."));
        }

        await CheckRestAsync(cancellationToken);
    }

    IEnumerable<Verdict> Failing => log.State.Verdicts.Where(verdict => !verdict.Passed);

    /// <summary>What was asked before is asked again: it is in the journal. Of the last round alone it may not have been answered.</summary>
    /// <returns>Whether the last round has changed something, or there was none.</returns>
    async Task<bool> RepeatAsync(CancellationToken cancellationToken)
    {
        var lasting = _lasting.In(log.State);
        var changed = true;
        foreach (var round in log.State.Repairs)
        {
            var isOpen = round == log.State.Repairs[^1] && round.Round > log.State.RepairsBefore;
            List<Repair> repairs = [.. round.Repairs.Where(lasting.Contains).Where(repair => IsDone(repair) || (isOpen && !HasFailed(repair)))];
            changed = await RepairAsync(repairs, cancellationToken) || !isOpen;
        }

        return changed;
    }

    bool IsDone(Repair repair) => log.State.Tasks.GetValueOrDefault(repair.Id)?.Progress == TaskProgress.Done;

    /// <summary>For good: it was answered, and nothing came of it.</summary>
    bool HasFailed(Repair repair) => log.State.Tasks.GetValueOrDefault(repair.Id) is { Progress: TaskProgress.Failed, OverBudget: false, Unanswered: null };

    /// <returns>Null where nobody is asked any more; the log says why.</returns>
    RunEvent.RepairPlanned? Decide()
    {
        var state = log.State;
        var rounds = state.Repairs.Count - state.RepairsBefore;
        if (control.Limits.Repairs <= 0)
        {
            return null;
        }

        var plan = RepairPlan.Of(
            contract, workflow.Checks, [.. state.Verdicts], path => application.TextOf(new(path)), _lasting.WritersOf,
            [.. state.Repairs.Skip(state.RepairsBefore).SelectMany(round => round.Repairs)], state.Repairs.Count + 1);
        var objection = plan.Repairs.Count == 0 ? string.Join(" ", plan.Unasked.DefaultIfEmpty("Nothing that was found tells what is to be repaired."))
            : rounds >= control.Limits.Repairs ? $"There have been {rounds} rounds of repair, which is the limit."
            : control.Objection(state, log.Now);
        if (objection is null)
        {
            return new(state.Repairs.Count + 1, plan.Repairs);
        }

        log.Add(new RunEvent.RepairEnded(objection));
        return null;
    }

    /// <returns>Whether any file is another one now.</returns>
    async Task<bool> RepairAsync(IReadOnlyList<Repair> repairs, CancellationToken cancellationToken)
    {
        if (repairs.Count == 0)
        {
            return false;
        }

        // All are told of the files as they were before any of them answers.
        List<WorkTask> tasks = [.. repairs.Select(repair => RepairTasks.Of(repair, contract, workflow.Layout, path => application.TextOf(new(path)) ?? ""))];
        log.Add(RunEvent.TasksPlanned.Of(tasks));
        var changed = 0;
        TaskGraph<WorkTask> graph = new(tasks, task => task.Id, _ => [], task => task.Weight);
        await Scheduler.RunAsync(graph, slots, RunAsync, (_, _) => { }, cancellationToken, control.Draining);
        await history.NoteAsync([.. tasks.Select(task => task.Id)], cancellationToken);
        return changed > 0;

        async Task<bool> RunAsync(WorkTask task, CancellationToken token)
        {
            if (await runner.RunAsync(task, _ => [], [], token) is { Cannot: null })
            {
                Interlocked.Increment(ref changed);
            }

            return true;
        }
    }

    /// <summary>A check that has passed on these very files would find the same.</summary>
    Task CheckRestAsync(CancellationToken cancellationToken) =>
        verifier.Checks.Except(_current).ToList() is { Count: > 0 } rest ? MakeAsync(rest, cancellationToken) : Task.CompletedTask;

    Task CheckAsync(IReadOnlyList<string> checks, CancellationToken cancellationToken)
    {
        _current.Clear();
        return MakeAsync(checks, cancellationToken);
    }

    /// <summary>Checks can be made again, so a run that is to come to rest does not wait for them.</summary>
    async Task MakeAsync(IReadOnlyList<string> checks, CancellationToken cancellationToken)
    {
        HashSet<Verdict> before = new(log.State.Verdicts, ReferenceEqualityComparer.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, control.Draining);
        await verifier.VerifyAsync(application.Root, Path.Combine(application.Root, Engine.ContractFile.Text), checks, log, stop.Token);
        stop.Token.ThrowIfCancellationRequested();
        _current.UnionWith(log.State.Verdicts.Where(verdict => !before.Contains(verdict)).Select(verdict => verdict.Name).Concat(checks)); // those that were needed were made too
    }
}
