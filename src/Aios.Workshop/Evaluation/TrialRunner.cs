using System.Runtime.CompilerServices;
using Aios.Llm.Routing;
using Aios.Llm.Spending;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Planning;
using Aios.Workshop.Running;
using Aios.Workshop.Specialists;

namespace Aios.Workshop.Evaluation;

/// <summary>Does the trials of a plan, one after the other: each like a task of a build, and its files checked like those of one.</summary>
/// <param name="folder">For the files that are being checked.</param>
/// <param name="answers">For what each model wrote, which stays there.</param>
/// <param name="nonce">Gives the nonce of a question.</param>
public sealed class TrialRunner(Workflow workflow, Team team, Router router, string folder, string answers, Func<string, string> nonce, TimeProvider clock)
{
    /// <param name="limit">In dollars. A trial that could cost more than what is left of it is not begun; those after it that can be paid for are.</param>
    /// <returns>A row for each trial, as it ends; cancelling ends them with a row that says so.</returns>
    public async IAsyncEnumerable<TrialRow> RunAsync(TrialPlan plan, decimal? limit, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        TrialBudget budget = new(limit);
        foreach (var planned in plan.Trials)
        {
            var row = planned.Candidate switch
            {
                { WhyNot: { } failure } => TrialRow.NotAsked(planned, failure),
                { Route: { } route } => budget.Objection(planned.Estimate?.Worst) is { } objection
                    ? new(planned, TrialOutcome.OverBudget, objection)
                    : await RunAsync(planned, route, budget, cancellationToken),
                _ => throw new ArgumentException($"{planned.Candidate} has neither a route nor a reason why not.", nameof(plan)),
            };
            yield return row;
            if (row.Outcome == TrialOutcome.Interrupted)
            {
                yield break;
            }
        }
    }

    async Task<TrialRow> RunAsync(PlannedTrial planned, Route route, TrialBudget budget, CancellationToken cancellationToken)
    {
        var trial = planned.Trial;
        var name = Path.Combine(trial.Specialist, NameOf(planned.Candidate));
        var staging = ArtifactFolder.CreateNew(Path.Combine(folder, name));
        RunLog log = new(clock);
        log.Add(RunEvent.TasksPlanned.Of([trial.Task]));
        log.Follow((happened, _) =>
        {
            if (happened is RunEvent.AnswerReceived received)
            {
                budget.Settle(received.Cost);
            }
        });
        try
        {
            trial.HowJudged.Prepare(staging);
            RouterChatClient models = new(request => Plan(request, route, budget), router);
            if (await new TaskRunner(models, workflow, team, staging, log, nonce, RunControl.None).RunAsync(trial.Task, trial.Judge, [], cancellationToken) is { Cannot: null } answer)
            {
                await KeepAsync(answer, Path.Combine(answers, name));
                await trial.HowJudged.MakeAsync(staging, log, cancellationToken);
            }

            return TrialRow.Of(planned, log.State);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return TrialRow.Of(planned, log.State, (TrialOutcome.Interrupted, "Interrupted."));
        }
        finally
        {
            Directory.Delete(staging.Root, recursive: true);
        }
    }

    /// <summary>One route and no other, since it is what is tried; nothing is asked that could not be paid.</summary>
    RoutePlan Plan(RouteRequest request, Route route, TrialBudget budget)
    {
        budget.Reserve(WorstCase.Of(route.Model, request.Messages, request.Options, clock.GetUtcNow()));
        return new([new(route, "It is tried.")]);
    }

    static async Task KeepAsync(Answer answer, string folder)
    {
        var kept = ArtifactFolder.CreateNew(folder);
        foreach (var file in answer.Files)
        {
            await kept.WriteAsync(file.Path, file.Text, CancellationToken.None); // paid for
        }
    }

    /// <summary>A name for a folder, whatever a provider calls its models; two that come to the same share it, one after the other.</summary>
    static string NameOf(Candidate candidate) =>
        string.Concat($"{candidate.Provider}-{candidate.Model}".Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' ? letter : '-'));
}
