using Aios.Workshop.Artifacts;
using Aios.Workshop.Briefs;
using Aios.Workshop.Contracts;
using Aios.Workshop.Estimating;
using Aios.Workshop.Planning;

namespace Aios.Workshop.Running;

/// <summary>Gets the contract from the CTO: the domain first, then the other parts at the same time, and those again that do not fit together.</summary>
sealed class ContractStage(TaskRunner runner, TaskTimes times, ContractReader reader, ContractRules rules, ContractTasks tasks, RunLog log, RunControl control, int slots)
{
    readonly ContractDraft _draft = new();
    readonly Revisions _revisions = new(log.State);
    readonly Dictionary<string, WorkTask> _asked = [];

    /// <returns>The contract, or null when the CTO did not manage to write one; the log says why.</returns>
    /// <exception cref="BriefException">The CTO finds nothing in the brief that could be built.</exception>
    public async Task<Contract?> AgreeAsync(Brief brief, CancellationToken cancellationToken)
    {
        if (await DomainAsync(brief, cancellationToken) is not { } domain
            || !await WriteAsync(Parts(domain), _ => [], cancellationToken)
            || !await MendAsync(cancellationToken))
        {
            return null;
        }

        return _draft.Merge();
    }

    public IReadOnlyList<string> TaskIds => [.. _asked.Keys.Order(StringComparer.Ordinal)];

    PartJudge Judge => new(reader, rules);

    /// <summary>Those that a change has left no use for are dropped.</summary>
    List<WorkTask> Parts(Domain domain)
    {
        var parts = tasks.Parts(domain).Select(_revisions.Of).ToList();
        var needless = log.State.TasksInOrder.Select(task => task.Task)
            .Where(task => task.Specialist == ContractTasks.Planner && task.Id != ContractTasks.IdOf(ContractTasks.DomainPart) && parts.All(part => part.Id != task.Id));
        log.Add(new RunEvent.TasksDropped([.. needless.Select(task => task.Id)]));
        return parts;
    }

    async Task<Domain?> DomainAsync(Brief brief, CancellationToken cancellationToken)
    {
        var task = _revisions.Of(tasks.Domain(brief));
        Plan([task]);
        var answer = await runner.RunAsync(task, Judge.Domain, [], cancellationToken);
        if (answer?.Cannot is { } reason)
        {
            throw new BriefException(reason, BriefException.WhatABriefSays);
        }

        return answer is null ? null : Keep(task, answer) is { Application: { } application } part ? new(application, part.Entities) : null;
    }

    /// <summary>Asks again, once, for the parts that contradict others.</summary>
    async Task<bool> MendAsync(CancellationToken cancellationToken)
    {
        var mistakes = Mistakes();
        if (mistakes.Count == 0)
        {
            return true;
        }

        var again = mistakes.Keys.Select(part => _asked[ContractTasks.IdOf(part)]).ToList();
        if (await WriteAsync(again, task => mistakes[PartOf(task)], cancellationToken) && Mistakes() is { Count: > 0 } left)
        {
            foreach (var (part, its) in left)
            {
                log.Add(new RunEvent.TaskFailed(ContractTasks.IdOf(part), string.Join(" ", its)));
            }

            return false;
        }

        return Mistakes().Count == 0;
    }

    async Task<bool> WriteAsync(IReadOnlyList<WorkTask> parts, Func<WorkTask, IReadOnlyList<string>> complaints, CancellationToken cancellationToken)
    {
        Plan([.. parts.Where(task => !_asked.ContainsKey(task.Id))]);
        var failed = 0;
        var graph = new TaskGraph<WorkTask>(times.Weigh(parts, log.State.RunId), task => task.Id, _ => [], task => task.Weight);
        await Scheduler.RunAsync(graph, slots, WritePartAsync, (_, _) => { }, cancellationToken, control.Draining);
        return failed == 0;

        async Task<bool> WritePartAsync(WorkTask task, CancellationToken token)
        {
            var answer = await runner.RunAsync(task, PartOf(task) == ContractTasks.DomainPart ? Judge.Domain : Judge.Part, complaints(task), token);
            if (answer is { Cannot: null })
            {
                Keep(task, answer);
                return true;
            }

            Interlocked.Increment(ref failed);
            return false;
        }
    }

    void Plan(IReadOnlyList<WorkTask> planned)
    {
        if (planned.Count > 0)
        {
            log.Add(RunEvent.TasksPlanned.Of(planned));
        }

        foreach (var task in planned)
        {
            _asked[task.Id] = task;
        }
    }

    ContractPart Keep(WorkTask task, Answer answer)
    {
        var part = reader.Read(answer.Files[0].Text).Part!; // judged before it was accepted
        _draft.Put(PartOf(task), part);
        return part;
    }

    Dictionary<string, IReadOnlyList<string>> Mistakes()
    {
        var mistakes = rules.Judge(_draft).GroupBy(mistake => mistake.Part).ToDictionary(group => group.Key, IReadOnlyList<string> (group) => [.. group.Select(each => each.Text)]);
        return mistakes.Count > 0 ? mistakes : CycleMistakes();
    }

    /// <summary>Files that wait for each other are the mistake of every part that plans one of them.</summary>
    Dictionary<string, IReadOnlyList<string>> CycleMistakes()
    {
        var planned = FileTasks.From(_draft.Merge(), [], []);
        try
        {
            _ = new TaskGraph<WorkTask>(planned, task => task.Id, task => task.Needs, task => task.Weight);
            return [];
        }
        catch (TaskGraphException exception)
        {
            var files = planned.Where(task => exception.Tied.Contains(task.Id)).SelectMany(task => task.Files).Select(path => path.Text).ToHashSet();
            return _draft.Parts.Where(part => part.Value.Files.Any(file => files.Contains(file.Path)))
                .ToDictionary(part => part.Key, IReadOnlyList<string> (_) => [exception.Message]);
        }
    }

    static string PartOf(WorkTask task) => task.Assignment.Part!.Name; // every task of this stage writes a part
}
