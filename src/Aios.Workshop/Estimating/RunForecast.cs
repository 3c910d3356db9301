using Aios.Llm.Models;
using Aios.Llm.Routing;
using Aios.Llm.Spending;
using Aios.Workshop.Briefs;
using Aios.Workshop.Evaluation;
using Aios.Workshop.Planning;
using Aios.Workshop.Specialists;

namespace Aios.Workshop.Estimating;

/// <summary>Says beforehand what a run will take.</summary>
/// <remarks>
/// The offline generator builds the application first, in a second and for nothing: its tasks are those that the specialists will most likely
/// have, and its questions are theirs, word for word. What the routes take for each of them the router knows from its history.
/// </remarks>
/// <param name="plan">Whom a request would be asked.</param>
public sealed class RunForecast(Workflow workflow, Team team, IReadOnlyList<string> checks, Func<RouteRequest, RoutePlan> plan, TimeProvider clock)
{
    /// <param name="folder">For the generator's application; not there yet.</param>
    /// <param name="slots">How many answers may be written at once.</param>
    /// <param name="done">Tasks that have been answered, and take nothing more.</param>
    /// <exception cref="BriefException">The generator does not understand the brief, so nobody knows its tasks beforehand.</exception>
    public async Task<RunEstimate> MakeAsync(Brief brief, string folder, int slots, CancellationToken cancellationToken, IReadOnlySet<string>? done = null)
    {
        var reference = await ReferenceApplication.BuildAsync(workflow, team, checks, folder, clock, cancellationToken, brief);
        List<Expected> expected = [];
        foreach (var task in reference.Tasks)
        {
            expected.Add(done?.Contains(task.Id) == true ? Expected.Nothing(task) : Of(task, await reference.QuestionAsync(task, workflow, team, cancellationToken), reference.UsageOf(task)));
        }

        return new()
        {
            Specialists = [.. expected.Where(each => each.IsOpen).GroupBy(each => each.Task.Specialist).Select(SpecialistOf)],
            Time = TimeSpan.FromSeconds(Makespan(expected, slots, each => each.Seconds)),
            WorstTime = TimeSpan.FromSeconds(Makespan(expected, slots, each => each.Seconds * team[each.Task.Specialist].Attempts)),
            IsTimeAssumed = expected.Exists(each => each.IsTimeAssumed),
        };
    }

    Expected Of(WorkTask task, TaskQuestion question, Usage generated)
    {
        var request = question.Request(task, workflow) with { LikelyOutput = generated.Output };
        var decided = plan(request);
        var first = decided.Explanation.Routes.Count > 0 ? decided.Explanation.Routes[0] : null;
        var now = clock.GetUtcNow();
        var dearest = decided.Routes.Select(route => request.WorstOn(route.Model, now)).Aggregate((Money?)Money.Zero, Dearer);
        var attempts = team[task.Specialist].Attempts;
        return new(task, first?.Route.Name ?? "nobody")
        {
            Input = first?.Estimate?.Input ?? 0,
            Output = first?.Estimate?.Output ?? generated.Output,
            Dollars = first is null ? null : first.Estimate is { } estimate ? estimate.Dollars : Dollars(first.Route, generated, now),
            Seconds = first?.Estimate?.Seconds ?? 0,
            IsTimeAssumed = first?.Estimate?.IsTimeAssumed ?? true,
            Worst = decided.Routes.Count == 0 || dearest is not { } most ? null : new(checked(most.NanoDollars * attempts)),
        };
    }

    static Money? Dearer(Money? one, Money? other) => one is { } a && other is { } b ? (a.NanoDollars > b.NanoDollars ? a : b) : null;

    static double? Dollars(Route route, Usage usage, DateTimeOffset now) =>
        route.Model.PriceAt(now) is { } price && Money.CostOf(usage, price) is { } cost ? (double)cost.Dollars : null;

    static SpecialistEstimate SpecialistOf(IGrouping<string, Expected> its) => new(
        its.Key,
        its.Count(),
        [.. its.Select(each => each.Model).Distinct()],
        its.Sum(each => each.Input),
        its.Sum(each => each.Output),
        its.Aggregate((double?)0, (sum, each) => sum + each.Dollars),
        its.Aggregate((Money?)Money.Zero, (sum, each) => sum + each.Worst));

    /// <summary>As the scheduler would have it: a task begins as soon as what it needs is done and a slot is free, the longest remaining path first.</summary>
    static double Makespan(IReadOnlyList<Expected> tasks, int slots, Func<Expected, double> seconds)
    {
        TaskGraph<Expected> graph = new(tasks, each => each.Task.Id, each => each.Task.Needs, seconds);
        var open = graph.Nodes.ToDictionary(node => node, node => node.Needs.Count);
        PriorityQueue<TaskGraph<Expected>.Node, double> ready = new(graph.Nodes.Where(node => node.Needs.Count == 0).Select(node => (node, -node.RemainingPath)));
        PriorityQueue<TaskGraph<Expected>.Node, double> running = new();
        var now = 0.0;
        while (ready.Count > 0 || running.Count > 0)
        {
            while (running.Count < slots && ready.TryDequeue(out var next, out _))
            {
                running.Enqueue(next, now + next.Weight);
            }

            running.TryDequeue(out var done, out now);
            foreach (var dependant in done!.Dependants.Where(each => --open[each] == 0)) // something runs: the loop's condition, and slots are positive
            {
                ready.Enqueue(dependant, -dependant.RemainingPath);
            }
        }

        return now;
    }

    sealed record Expected(WorkTask Task, string Model)
    {
        /// <summary>Of a task that is done.</summary>
        public static Expected Nothing(WorkTask task) => new(task, "") { IsOpen = false, Input = 0, Output = 0, Dollars = 0, Seconds = 0, IsTimeAssumed = false, Worst = Money.Zero };

        public bool IsOpen { get; private init; } = true;

        public required long Input { get; init; }

        public required long Output { get; init; }

        public required double? Dollars { get; init; }

        public required double Seconds { get; init; }

        public required bool IsTimeAssumed { get; init; }

        public required Money? Worst { get; init; }
    }
}
