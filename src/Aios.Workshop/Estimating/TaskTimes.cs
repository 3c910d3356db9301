using Aios.Llm.Routing;
using Aios.Workshop.Planning;
using Aios.Workshop.Specialists;

namespace Aios.Workshop.Estimating;

/// <summary>How long tasks are expected to take, by what the router expects of whom it would ask first: the length by the history of the kind, else by the contract, at the speed that was measured.</summary>
/// <remarks>
/// It is looked up once, when tasks are planned, and only says which of those that are ready begins first. A run that is gone on with may look when more is
/// known and begin them in another order: nothing that is kept depends on that.
/// </remarks>
/// <param name="plan">Whom a request would be asked.</param>
public sealed class TaskTimes(Workflow workflow, Team team, Func<RouteRequest, RoutePlan> plan)
{
    /// <param name="run">Whose money it is.</param>
    /// <returns>The same tasks, each with its seconds as its weight.</returns>
    public IReadOnlyList<WorkTask> Weigh(IReadOnlyList<WorkTask> tasks, string? run = null)
    {
        // What is alike in all that a plan looks at is asked for once: of a hundred tasks some forty are left.
        Dictionary<(string Specialist, string Kind, int? Complexity, long? Output), double> known = [];
        return [.. tasks.Select(task => task with { Weight = SecondsOf(task) })];

        double SecondsOf(WorkTask task)
        {
            var request = Request(task) with { Spender = new() { Run = run, Specialist = task.Specialist } };
            var alike = (task.Specialist, task.Kind, request.Complexity, request.LikelyOutput);
            return known.TryGetValue(alike, out var seconds) ? seconds : known[alike] = Seconds(plan(request), request);
        }
    }

    /// <summary>As the task will ask, but for the files that it will be shown: they are not written yet.</summary>
    RouteRequest Request(WorkTask task)
    {
        var specialist = team[task.Specialist];
        return new TaskQuestion(Prompt.For(workflow, specialist, task, "", task.Attachments), new() { MaxOutputTokens = specialist.MaxOutputTokens }, "").Request(task, workflow);
    }

    static double Seconds(RoutePlan decided, RouteRequest request) =>
        decided.Explanation.Routes is [{ Estimate.Seconds: { } seconds }, ..] ? seconds : RouteEstimate.UsualSeconds(request.LikelyOutput ?? 0);
}
