using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Llm.Spending;
using Aios.Workshop.Planning;
using Aios.Workshop.Specialists;

namespace Aios.Workshop.Running;

/// <summary>Asks one question of a task, and tells the run what came of it.</summary>
/// <remarks>
/// Each question has a name by which its answer is known again. A run that is taken up once more comes this way from the beginning, gets the
/// answers that were paid for, and is at once where it was.
/// </remarks>
sealed class Inquiry(RouterChatClient models, Workflow workflow, RunLog log, RunControl control)
{
    /// <param name="time">The how-manieth question of the task it is, or of its part.</param>
    /// <param name="goesOn">What was said before the answer broke off is of use: it need not be whole.</param>
    /// <param name="problemsOf">What is wrong with an answer.</param>
    /// <returns>What was said, whole or not.</returns>
    /// <exception cref="NoRouteAnsweredException">Nobody has said anything of use.</exception>
    /// <exception cref="BudgetExceededException">It could cost more than may be spent.</exception>
    /// <exception cref="RunLimitException">It would be one question too many.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or the run is to come to rest before it is asked.</exception>
    public async Task<Said> AskAsync(
        WorkTask task, TaskQuestion question, string time, Func<string, bool> goesOn, Func<string, IReadOnlyList<string>> problemsOf, CancellationToken cancellationToken)
    {
        using var tooLong = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Dictation dictation = new(question.Nonce, (characters, file) => log.Add(new RunEvent.TaskWriting(task.Id, characters, file)), tooLong.Cancel);
        var call = models.Prepare(Request(task, question, time, dictation.Hear));
        Said? said = null;
        try
        {
            if (call.Earlier is { Answer: null, Partial: { Length: > 0 } left } && Broken(left, call.Earlier.Attempts is [.., { Settlement.Outcome: Settlement.Truncated }]) is { } before)
            {
                return said = before; // its process has died, or nobody else could answer
            }

            if (call.Earlier?.Answer is null)
            {
                Begin(task, call);
            }

            var text = string.Concat((await models.StreamAsync(call, tooLong.Token).ToListAsync(tooLong.Token)).Select(update => update.Text));
            return said = new(text, call.Id, problemsOf(text));
        }
        catch (OperationCanceledException) when (dictation.IsTooLong && !cancellationToken.IsCancellationRequested)
        {
            return said = new(dictation.Text, call.Id, [.. dictation.End().Problems]) { IsOver = true };
        }
        catch (NoRouteAnsweredException exception)
            when (exception.Attempts is [.., { Partial: { Length: > 0 } partial } last] && Broken(partial, last.Failure?.Kind == FailureKind.Truncated) is { } broken)
        {
            return said = broken;
        }
        finally
        {
            Receive(task, question, call, Math.Max(said?.Text.Length ?? 0, dictation.Text.Length), said?.Problems ?? ["The answer did not come whole."]);
        }

        // What is of use is gone on with. A repair cannot be: of an edit half is none, and of several files nobody knows which would have come.
        Said? Broken(string partial, bool wasCut) => goesOn(partial) ? new(partial, call.Id, problemsOf(partial))
            : task.IsRepair && wasCut ? new(partial, call.Id, [.. problemsOf(partial), "The answer was cut before its end."]) { IsOver = true }
            : null;
    }

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
    RouteRequest Request(WorkTask task, TaskQuestion question, string time, Action<Attempt, string> heard)
    {
        var run = log.State.RunId is { Length: > 0 } id ? id : null;
        return question.Request(task, workflow) with
        {
            Spender = new() { Run = run, Specialist = task.Specialist },
            Task = task.Id,
            Name = question.Name(task, time),
            FailedOn = [.. log.State.FailedOn(task.Plan)],
            Prefix = $"{run}/{task.Specialist}",
            Reuse = Reuse.OncePassed,
            Heard = heard,
        };
    }

    void Receive(WorkTask task, TaskQuestion question, ModelCall call, int characters, IReadOnlyList<string> problems)
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
            log.Add(received with { Sent = question.Tokens });
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
}

/// <summary>What somebody said to a question.</summary>
/// <param name="Call">In the ledger.</param>
/// <param name="Problems">Why it cannot be used as it is.</param>
sealed record Said(string Text, Guid Call, IReadOnlyList<string> Problems)
{
    /// <summary>Nothing can be added to it: it would not have ended, or was cut where it cannot be gone on with.</summary>
    public bool IsOver { get; init; }
}
