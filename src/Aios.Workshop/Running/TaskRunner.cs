using System.Text;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Llm.Spending;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Planning;
using Aios.Workshop.Specialists;
using Microsoft.Extensions.AI;

namespace Aios.Workshop.Running;

/// <summary>Has one task done by its specialist: asks, reads the answer as it comes, and asks again when it cannot be used.</summary>
/// <param name="staging">Where accepted files go.</param>
/// <param name="nonce">Gives the nonce of a question.</param>
public sealed class TaskRunner(RouterChatClient models, Workflow workflow, Team team, ArtifactFolder staging, RunLog log, Func<string, string> nonce)
{
    /// <param name="judge">Says what is wrong with an answer that is whole and holds the right files.</param>
    /// <param name="complaints">What was wrong with an earlier answer to this task, if there was one.</param>
    /// <returns>The accepted answer, or null when the task failed; the log says why.</returns>
    public async Task<Answer?> RunAsync(
        WorkTask task, Func<Answer, IReadOnlyList<string>> judge, IReadOnlyList<string> complaints, CancellationToken cancellationToken)
    {
        var specialist = team[task.Specialist];
        var question = await TaskQuestion.ReadAsync(workflow, specialist, task, nonce, staging, cancellationToken);
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
                var (answer, text) = await AskAsync(task, question with { Messages = messages }, judge, cancellationToken);
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
            catch (NoRouteAnsweredException exception) when (exception.Attempts is [.., { Partial: { Length: > 0 } partial } last])
            {
                problems = [exception.Message]; // somebody was there and had begun
                messages.AddRange(last.Failure is { Kind: FailureKind.Truncated } cut ? Prompt.Again(partial, [cut.Message]) : []);
            }
            catch (NoRouteAnsweredException exception)
            {
                problems = [exception.Message];
                unanswered = exception.Attempts is [.., var last] ? last.Failure : null;
                break; // the router has tried whatever there was to try
            }
            catch (BudgetExceededException exception)
            {
                var before = attempt > 1 ? "The answer could not be used, and was not asked for again. " : "";
                log.Add(new RunEvent.TaskFailed(task.Id, before + exception.Message) { OverBudget = true });
                return null;
            }
        }

        log.Add(new RunEvent.TaskFailed(task.Id, string.Join(" ", problems)) { Unanswered = unanswered });
        return null;
    }

    /// <returns>The answer with all that is wrong with it, and its text.</returns>
    async Task<(Answer Answer, string Text)> AskAsync(
        WorkTask task, TaskQuestion question, Func<Answer, IReadOnlyList<string>> judge, CancellationToken cancellationToken)
    {
        using var tooLong = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Dictation dictation = new(question.Nonce, (characters, file) => log.Add(new RunEvent.TaskWriting(task.Id, characters, file)), tooLong.Cancel);
        var call = models.Prepare(Request(task, question, dictation.Hear));
        if (call.Plan.Routes is [var first, ..])
        {
            log.Add(new RunEvent.TaskStarted(task.Id, first.Provider.Name, first.Model.Id));
        }

        Answer? answer = null;
        var text = "";
        try
        {
            text = string.Concat((await models.StreamAsync(call, tooLong.Token).ToListAsync(tooLong.Token)).Select(update => update.Text));
            answer = Examine(FramedReader.Read(question.Nonce, text), task, judge);
            return (answer, text);
        }
        catch (OperationCanceledException) when (dictation.IsTooLong && !cancellationToken.IsCancellationRequested)
        {
            answer = Examine(dictation.End(), task, judge);
            return (answer, dictation.Text);
        }
        finally
        {
            Receive(task, call, Math.Max(text.Length, dictation.Text.Length), answer?.Problems ?? ["The answer did not come whole."]);
        }
    }

    /// <summary>The whole answer is used or nothing of it, so until then another route can give another one.</summary>
    RouteRequest Request(WorkTask task, TaskQuestion question, Action<Attempt, string> heard)
    {
        var run = log.State.RunId is { Length: > 0 } id ? id : null;
        return new([.. question.Messages], question.Options)
        {
            Spender = new() { Run = run, Specialist = task.Specialist },
            Kind = task.Kind,
            Complexity = TaskComplexity.Of(task, workflow),
            Task = task.Id,
            Prefix = $"{run}/{task.Specialist}",
            Reuse = Reuse.OncePassed,
            Buffered = true,
            Heard = heard,
        };
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
        if (call.Reused is { } kept)
        {
            log.Add(new RunEvent.AnswerReceived(task.Id, kept.Provider, kept.Model, characters, TimeSpan.Zero, Usage.None, Money.Zero, problems)
            {
                Call = kept.Call,
                Saved = kept.Cost,
            });
        }

        foreach (var attempt in call.Attempts)
        {
            IReadOnlyList<string> its = attempt.Failure is { } failure ? [failure.Message] : problems;
            log.Add(new RunEvent.AnswerReceived(
                task.Id, attempt.Route.Provider.Name, attempt.Route.Model.Id, characters, attempt.Took, attempt.Usage, attempt.Cost, its)
            {
                Call = call.Id,
                Failed = attempt.Failure is not null,
            });
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
