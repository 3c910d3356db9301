using System.Collections.Immutable;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Llm.Spending;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Planning;
using Aios.Workshop.Specialists;
using Microsoft.Extensions.AI;

namespace Aios.Workshop.Running;

/// <summary>Has one task done by its specialist, who is asked again when what came cannot be used.</summary>
/// <param name="staging">Where accepted files go.</param>
/// <param name="nonce">Gives the nonce of a question.</param>
public sealed class TaskRunner(
    RouterChatClient models, Workflow workflow, Team team, ArtifactFolder staging, RunLog log, Func<string, string> nonce, RunControl control)
{
    /// <param name="judge">Says what is wrong with an answer that is whole and holds the right files.</param>
    /// <param name="complaints">What was wrong with an earlier answer to this task, if there was one.</param>
    /// <returns>The accepted answer, or null when the task failed; the log says why.</returns>
    /// <exception cref="OperationCanceledException">Cancelled, or the run is to come to rest before the next question.</exception>
    public async Task<Answer?> RunAsync(
        WorkTask task, Func<Answer, IReadOnlyList<string>> judge, IReadOnlyList<string> complaints, CancellationToken cancellationToken)
    {
        var question = await QuestionAsync(task, cancellationToken);
        List<ChatMessage> messages = [.. question.Messages];
        if (complaints.Count > 0)
        {
            messages.Add(new(ChatRole.User, "An earlier answer was not accepted:\n" + string.Join('\n', complaints.Select(each => "- " + each))));
        }

        Gathering gathering = new(new(models, workflow, log, control), staging, QuestionAsync);
        Patience patience = new(team[task.Specialist].Attempts, log.State.Tasks[task.Id].Failures, control.Limits.SameMistakes);
        IReadOnlyList<string> problems = [];
        Failure? unanswered = null;
        while (patience.TryAgain(problems) is { } time)
        {
            try
            {
                var (answer, text, call) = await gathering.GatherAsync(task, question with { Messages = messages }, time, judge, cancellationToken);
                problems = answer.Problems;
                if (answer.Cannot is not null)
                {
                    log.Add(new RunEvent.TaskFailed(task.Id, answer.Cannot));
                    return answer;
                }

                if (problems.Count == 0)
                {
                    return await AcceptAsync(task, question, answer, call, cancellationToken) ? answer : null;
                }

                messages.AddRange(Prompt.Again(task, text, problems));
            }
            catch (NoRouteAnsweredException exception) when (exception.Attempts is [.., { Partial.Length: > 0 }])
            {
                problems = [exception.Message]; // somebody was there and had begun
            }
            catch (NoRouteAnsweredException exception)
            {
                problems = [exception.Message];
                unanswered = exception.Attempts is [.., var last] ? last.Failure : null;
                break; // the router has tried whatever there was to try
            }
            catch (BudgetExceededException exception)
            {
                var before = time > 1 ? "The answer could not be used, and was not asked for again. " : "";
                log.Add(new RunEvent.TaskFailed(task.Id, before + exception.Message) { OverBudget = true });
                return null;
            }
            catch (RunLimitException exception)
            {
                problems = [exception.Message];
                break;
            }
        }

        log.Add(new RunEvent.TaskFailed(task.Id, string.Join(" ", problems)) { Unanswered = unanswered });
        return null;
    }

    Task<TaskQuestion> QuestionAsync(WorkTask task, CancellationToken cancellationToken) =>
        TaskQuestion.ReadAsync(workflow, team[task.Specialist], task, nonce, staging, cancellationToken);

    /// <returns>Whether anything has come of it: a repair may leave all as it was.</returns>
    async Task<bool> AcceptAsync(WorkTask task, TaskQuestion question, Answer answer, Guid call, CancellationToken cancellationToken)
    {
        List<AnsweredFile> files = [.. answer.Files.Where(file => !task.IsRepair || staging.TextOf(file.Path) != file.Text)];
        if (files.Count == 0)
        {
            log.Add(new RunEvent.TaskFailed(task.Id, "The answer leaves everything as it was."));
            return false;
        }

        foreach (var file in files)
        {
            await staging.StageAsync(file.Path, file.Text, cancellationToken);
        }

        log.Add(new RunEvent.TaskDone(task.Id, [.. files.Select(WrittenFile.Of)])
        {
            Call = call,
            Form = answer.IsLenient ? answer.Form : null,
            Told = task.IsRepair ? ImmutableDictionary<string, int>.Empty : question.Parts.DistinctBy(part => part.Sum).ToDictionary(part => part.Sum, part => part.Tokens), // without a mistake it would not have been told
        });
        return true;
    }
}
