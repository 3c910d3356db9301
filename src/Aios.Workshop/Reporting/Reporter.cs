using System.Text;
using Aios.Llm.Models;
using Aios.Llm.Spending;
using Aios.Workshop.Offline;
using Aios.Workshop.Repairing;
using Aios.Workshop.Running;
using Humanizer;

namespace Aios.Workshop.Reporting;

/// <summary>Makes the report of a run from its state.</summary>
/// <param name="pace">At which the offline provider spoke; without a limit there is no model time to have targets for.</param>
/// <param name="provided">The files that shipped with the workflow, with their length in bytes.</param>
public sealed class Reporter(Pace pace, IReadOnlyDictionary<string, long> provided)
{
    public Report Of(RunState state)
    {
        var timing = new Timing(state);
        return new()
        {
            RunId = state.RunId,
            Status = Word(state.Status),
            Reason = state.Reason,
            Workflow = state.Workflow,
            Output = state.Output,
            Providers = [.. state.Tasks.Values.Select(task => task.Provider).OfType<string>().Distinct().Order()],
            WallSeconds = Seconds((state.Finished ?? state.Latest) - state.Started - state.Idle),
            MakespanSeconds = Seconds(timing.Makespan),
            CriticalPathSeconds = Seconds(timing.CriticalPath),
            SequentialSeconds = Seconds(timing.Sequential),
            CostUsd = state.Cost?.Dollars,
            KnownCostUsd = state.Tasks.Values.Aggregate(Money.Zero, (sum, task) => sum + task.KnownCost).Dollars,
            UnknownCalls = state.Tasks.Values.Sum(task => task.UnknownAnswers),
            Usage = Usage(state.Usage),
            Context = ContextShare.Of(state.Tasks.Values),
            Specialists = [.. state.Specialists.Select(name => Specialist(name, state))],
            Tasks = [.. state.TasksInOrder.Select(Task)],
            Checks = [.. state.Verdicts.Select(verdict => new ReportedCheck(verdict.Name, verdict.Passed, Math.Round(verdict.Seconds, 3), verdict.Evidence))],
            Repairs = [.. state.Repairs.SelectMany(round => round.Repairs.Select(repair => Repair(round.Round, repair, state)))],
            RepairEnd = state.RepairEnd,
            Files = [.. Files(state)],
            Targets = pace.IsLimited && timing.CriticalPath > TimeSpan.Zero ? [.. Targets(timing)] : [],
        };
    }

    static string Word<T>(T value)
        where T : struct, Enum => value.ToString().Underscore();

    static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);

    static ReportedUsage Usage(Usage usage) => new(usage.Input, usage.CacheRead, usage.CacheWrite, usage.Output, usage.Reasoning);

    static ReportedSpecialist Specialist(string name, RunState state)
    {
        var its = state.Tasks.Values.Where(task => task.Task.Specialist == name).ToList();
        return new(
            name,
            its.Count,
            its.Count(task => task.Progress == TaskProgress.Done),
            its.Count(task => task.Progress is TaskProgress.Failed or TaskProgress.Skipped),
            its.All(task => task.Cost is not null) ? its.Sum(task => task.Cost!.Value.Dollars) : null, // All has looked
            its.Sum(task => Seconds(task.Took)))
        {
            Context = ContextShare.Of(its),
        };
    }

    static ReportedRepair Repair(int round, Repair repair, RunState state)
    {
        var task = state.Tasks.GetValueOrDefault(repair.Id); // null where its process died before it was begun
        return new(
            round,
            repair.Specialist,
            [.. repair.Checks],
            repair.Files,
            repair.IsNamed,
            [.. task?.Files.Select(file => file.Path) ?? []],
            task is { Progress: TaskProgress.Done } or null ? null : task.Problem,
            repair.Id);
    }

    static ReportedTask Task(TaskState state) => new()
    {
        Id = state.Task.Id,
        Specialist = state.Task.Specialist,
        State = Word(state.Progress),
        Needs = state.Task.Needs,
        Files = state.Task.Files,
        Started = state.Started,
        Finished = state.Finished,
        Provider = state.Provider,
        Model = state.Model,
        Attempts = state.Answers.Count,
        Characters = state.Characters,
        CostUsd = state.Cost?.Dollars,
        Form = state.Form,
        Problem = state.Progress == TaskProgress.Done ? null : state.Problem,
    };

    IEnumerable<ReportedFile> Files(RunState state) => state.Output is null ? [] :
    [
        .. state.Written.Where(written => state.Contract?.Files.Any(file => file.Path == written.File.Path) == true)
            .Select(written => new ReportedFile(written.File.Path, written.File.Bytes, written.Task.Task.Id)),
        .. state.Contract is { } contract ? (ReportedFile[])[new("contract.json", Encoding.UTF8.GetByteCount(contract.ToJson()), "workflow")] : [],
        .. provided.Select(file => new ReportedFile(file.Key, file.Value, "workflow")),
    ];

    IEnumerable<ReportedTarget> Targets(Timing timing)
    {
        var spoken = (TimeSpan time) => time.TotalSeconds / pace.TimeScale;
        yield return Target("makespan / critical path", 1.05, timing.Makespan / timing.CriticalPath);
        yield return Target("p95 of the answers, seconds of model time", 5, spoken(timing.Percentile(0.95)));
        yield return Target("longest answer, seconds of model time", 8, spoken(timing.Answers[^1]));
        yield return Target("all answers, seconds of model time", 20, spoken(timing.Makespan));
    }

    static ReportedTarget Target(string name, double limit, double value) => new(name, limit, Math.Round(value, 3), value <= limit);
}
