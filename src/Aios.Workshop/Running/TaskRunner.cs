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
/// <remarks>
/// Each question has a name by which its answer is known again. A run that is taken up once more comes this way from the beginning, gets the
/// answers that were paid for, and is at once where it was.
/// </remarks>
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
        var specialist = team[task.Specialist];
        var question = await TaskQuestion.ReadAsync(workflow, specialist, task, nonce, staging, cancellationToken);
        List<ChatMessage> messages = [.. question.Messages];
        if (complaints.Count > 0)
        {
            messages.Add(new(ChatRole.User, "An earlier answer was not accepted:\n" + string.Join('\n', complaints.Select(each => "- " + each))));
        }

        Patience patience = new(specialist.Attempts, log.State.Tasks[task.Id].Failures, control.Limits.SameMistakes);
        IReadOnlyList<string> problems = [];
        Failure? unanswered = null;
        while (patience.TryAgain(problems) is { } time)
        {
            try
            {
                var (answer, text) = await AskAsync(task, question with { Messages = messages }, time, judge, cancellationToken);
                problems = answer.Problems;
                if (answer.Cannot is not null)
                {
                    log.Add(new RunEvent.TaskFailed(task.Id, answer.Cannot));
                    return answer;
                }

                if (problems.Count == 0)
                {
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

    /// <returns>The answer with all that is wrong with it, and its text. What is right with it has been written.</returns>
    async Task<(Answer Answer, string Text)> AskAsync(
        WorkTask task, TaskQuestion question, int time, Func<Answer, IReadOnlyList<string>> judge, CancellationToken cancellationToken)
    {
        using var tooLong = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Dictation dictation = new(question.Nonce, (characters, file) => log.Add(new RunEvent.TaskWriting(task.Id, characters, file)), tooLong.Cancel);
        var call = models.Prepare(Request(task, question, time, dictation.Hear));
        if (call.Earlier?.Answer is null)
        {
            Begin(task, call);
        }

        Answer? answer = null;
        var text = "";
        try
        {
            text = string.Concat((await models.StreamAsync(call, tooLong.Token).ToListAsync(tooLong.Token)).Select(update => update.Text));
            answer = Examine(FramedReader.Read(question.Nonce, text), task, judge);
        }
        catch (OperationCanceledException) when (dictation.IsTooLong && !cancellationToken.IsCancellationRequested)
        {
            (answer, text) = (Examine(dictation.End(), task, judge), dictation.Text);
        }
        finally
        {
            Receive(task, call, Math.Max(text.Length, dictation.Text.Length), answer?.Problems ?? ["The answer did not come whole."]);
        }

        if (answer is { Cannot: null, Problems: [] })
        {
            await WriteAsync(task, answer, call.Id, cancellationToken);
        }

        return (answer, text);
    }

    /// <exception cref="RunLimitException">It would be one question too many.</exception>
    void Begin(WorkTask task, ModelCall call)
    {
        control.Draining.ThrowIfCancellationRequested();
        if (control.Objection(log.State, log.Now) is { } objection)
        {
            throw new RunLimitException(objection);
        }

        if (call.Plan.Routes is [var first, ..])
        {
            log.Add(new RunEvent.TaskStarted(task.Id, first.Provider.Name, first.Model.Id));
        }
    }

    /// <summary>The whole answer is used or nothing of it, so until then another route can give another one.</summary>
    RouteRequest Request(WorkTask task, TaskQuestion question, int time, Action<Attempt, string> heard)
    {
        var run = log.State.RunId is { Length: > 0 } id ? id : null;
        return new([.. question.Messages], question.Options)
        {
            Spender = new() { Run = run, Specialist = task.Specialist },
            Kind = task.Kind,
            Complexity = TaskComplexity.Of(task, workflow),
            Task = task.Id,
            Name = question.Name(task, time),
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

        foreach (var received in Earlier(task, call, characters, problems).Concat(Now(task, call, characters, problems)))
        {
            log.Add(received);
        }
    }

    /// <summary>What was asked under the same name before, by a process that may not have lived to tell.</summary>
    static IEnumerable<RunEvent.AnswerReceived> Earlier(WorkTask task, ModelCall call, int characters, IReadOnlyList<string> problems) =>
        from entry in call.Earlier?.Attempts ?? []
        let intent = entry.Reservation.Intent
        let end = entry.Settlement
        where end is not null
        let failed = !entry.HasAnswered
        select new RunEvent.AnswerReceived(
            task.Id, intent.Provider, intent.Model, failed ? 0 : characters, end.Took, end.Usage, end.Cost ?? FreeOn(intent, call), failed ? [$"The answer did not come whole: {end.Outcome}."] : problems)
        {
            Call = intent.Call,
            Attempt = intent.Attempt,
            Failed = failed,
        };

    /// <summary>What a model that costs nothing was doing when its process died is unknown, but not what it cost.</summary>
    static Money? FreeOn(Intent intent, ModelCall call) =>
        call.Plan.Routes.Any(route => (route.Provider.Name, route.Model.Id) == (intent.Provider, intent.Model) && route.Model.PriceAt(intent.At) is { IsFree: true }) ? Money.Zero : null;

    static IEnumerable<RunEvent.AnswerReceived> Now(WorkTask task, ModelCall call, int characters, IReadOnlyList<string> problems) =>
        call.Attempts.Select((attempt, index) => new RunEvent.AnswerReceived(
            task.Id, attempt.Route.Provider.Name, attempt.Route.Model.Id, characters, attempt.Took, attempt.Usage, attempt.Cost,
            attempt.Failure is { } failure ? [failure.Message] : problems)
        {
            Call = call.Id,
            Attempt = (call.Earlier?.Attempts.Count ?? 0) + index + 1,
            Failed = attempt.Failure is not null,
        });

    async Task WriteAsync(WorkTask task, Answer answer, Guid call, CancellationToken cancellationToken)
    {
        foreach (var file in answer.Files)
        {
            await staging.WriteAsync(file.Path, file.Text, replace: true, cancellationToken);
        }

        log.Add(new RunEvent.TaskDone(task.Id, [.. answer.Files.Select(WrittenFile.Of)]) { Call = call });
    }
}
