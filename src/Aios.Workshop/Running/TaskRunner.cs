using System.Text;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Planning;
using Aios.Workshop.Specialists;
using Microsoft.Extensions.AI;

namespace Aios.Workshop.Running;

/// <summary>Has one task done by its specialist: asks, reads the answer as it comes, and asks again when it cannot be used.</summary>
/// <param name="staging">Where accepted files go.</param>
/// <param name="nonce">Called once for each task.</param>
public sealed class TaskRunner(RouterChatClient models, Workflow workflow, Team team, ArtifactFolder staging, RunLog log, Func<string> nonce)
{
    /// <param name="judge">Says what is wrong with an answer that is whole and holds the right files.</param>
    /// <param name="complaints">What was wrong with an earlier answer to this task, if there was one.</param>
    /// <returns>The accepted answer, or null when the task failed; the log says why.</returns>
    public async Task<Answer?> RunAsync(
        WorkTask task, Func<Answer, IReadOnlyList<string>> judge, IReadOnlyList<string> complaints, CancellationToken cancellationToken)
    {
        var specialist = team[task.Specialist];
        var key = nonce();
        var question = await TaskQuestion.ReadAsync(workflow, specialist, task, key, staging, cancellationToken);
        List<ChatMessage> messages = [.. question.Messages];
        if (complaints.Count > 0)
        {
            messages.Add(new(ChatRole.User, "An earlier answer was not accepted:\n" + string.Join('\n', complaints.Select(each => "- " + each))));
        }

        IReadOnlyList<string> problems = [];
        Failure? unanswered = null;
        for (var attempt = 1; attempt <= specialist.Attempts; attempt++)
        {
            try
            {
                var (answer, text) = await AskAsync(task, question with { Messages = messages }, key, judge, cancellationToken);
                problems = answer.Problems;
                if (answer.Cannot is not null)
                {
                    log.Add(new RunEvent.TaskFailed(task.Id, answer.Cannot));
                    return answer;
                }

                if (problems.Count == 0)
                {
                    await WriteAsync(task, answer, cancellationToken);
                    return answer;
                }

                messages.AddRange(Prompt.Again(text, problems));
            }
            catch (AnswerInterruptedException exception)
            {
                problems = [exception.Message];
            }
            catch (NoRouteAnsweredException exception)
            {
                problems = [exception.Message];
                unanswered = exception.Attempts is [.., var last] ? last.Failure : null;
                break; // the router has tried whatever there was to try
            }
        }

        log.Add(new RunEvent.TaskFailed(task.Id, string.Join(" ", problems)) { Unanswered = unanswered });
        return null;
    }

    /// <returns>The answer with all that is wrong with it, and its text.</returns>
    async Task<(Answer Answer, string Text)> AskAsync(
        WorkTask task, TaskQuestion question, string key, Func<Answer, IReadOnlyList<string>> judge, CancellationToken cancellationToken)
    {
        var call = models.Prepare(new RouteRequest([.. question.Messages], question.Options) { Spender = new() { Specialist = task.Specialist } });
        var first = call.Plan.Routes[0];
        log.Add(new RunEvent.TaskStarted(task.Id, first.Provider.Name, first.Model.Id));

        var reader = new FramedReader(key);
        var text = new StringBuilder();
        Answer? answer = null;
        try
        {
            await foreach (var update in models.StreamAsync(call, cancellationToken))
            {
                reader.Feed(update.Text);
                if (reader.IsTooLong)
                {
                    break;
                }

                text.Append(update.Text);
                log.Add(new RunEvent.TaskWriting(task.Id, text.Length, reader.Writing));
            }

            answer = Examine(reader.Finish(), task, judge);
            return (answer, text.ToString());
        }
        finally
        {
            Receive(task, call, text.Length, answer?.Problems ?? ["The answer did not come whole."]);
        }
    }

    static Answer Examine(Answer answer, WorkTask task, Func<Answer, IReadOnlyList<string>> judge)
    {
        if (answer.Cannot is not null)
        {
            return answer;
        }

        var answered = answer.Files.Select(file => file.Path).ToHashSet();
        string[] problems =
        [
            .. answer.Problems,
            .. answered.Except(task.Files).Select(path => $"'{path}' does not belong to this task."),
            .. task.Files.Except(answered).Select(path => $"'{path}' is missing."),
        ];
        return answer with { Problems = problems.Length > 0 ? problems : judge(answer) };
    }

    void Receive(WorkTask task, ModelCall call, int characters, IReadOnlyList<string> problems)
    {
        foreach (var attempt in call.Attempts)
        {
            IReadOnlyList<string> its = attempt.Failure is { } failure ? [failure.Message] : problems;
            log.Add(new RunEvent.AnswerReceived(
                task.Id, attempt.Route.Provider.Name, attempt.Route.Model.Id, characters, attempt.Took, attempt.Usage, attempt.Cost, its));
        }
    }

    async Task WriteAsync(WorkTask task, Answer answer, CancellationToken cancellationToken)
    {
        foreach (var file in answer.Files)
        {
            await staging.WriteAsync(file.Path, file.Text, replace: true, cancellationToken);
        }

        log.Add(new RunEvent.TaskDone(task.Id, [.. answer.Files.Select(file => new WrittenFile(file.Path.Text, Encoding.UTF8.GetByteCount(file.Text)))]));
    }
}
