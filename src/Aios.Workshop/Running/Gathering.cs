using Aios.Workshop.Artifacts;
using Aios.Workshop.Artifacts.Continuing;
using Aios.Workshop.Artifacts.Edits;
using Aios.Workshop.Artifacts.Forms;
using Aios.Workshop.Planning;
using Aios.Workshop.Specialists;

namespace Aios.Workshop.Running;

/// <summary>Gets the files of a task: in one answer, or where that was cut in as many as it takes, within bounds.</summary>
/// <remarks>What came whole is kept. Twice only the rest is asked for; then several files are asked for one by one, and a long one in parts.</remarks>
sealed class Gathering(Inquiry inquiry, ArtifactFolder staging, Func<WorkTask, CancellationToken, Task<TaskQuestion>> questionOf)
{
    const int TimesOnceMore = 2;

    /// <param name="time">How often the task has been asked for from the beginning, this time included.</param>
    /// <param name="judge">Says what is wrong with an answer that is whole and holds the right files.</param>
    public async Task<Gathered> GatherAsync(
        WorkTask task, TaskQuestion question, int time, Func<Answer, IReadOnlyList<string>> judge, CancellationToken cancellationToken)
    {
        var said = await AskAsync(task, question, $"{time}", Continuation.Begin(question.Nonce, task.Files), text => AnswerForms.Read(question.Nonce, text, task.Files), judge, cancellationToken);
        var first = AnswerForms.Read(question.Nonce, said.Text, task.Files);
        var so = Continuation.Of(question.Nonce, task.Files, first);
        if (said.IsOver || !so.MayGoOn || IsChoice(task))
        {
            return new(Examined(said.IsOver ? first with { Problems = said.Problems } : first, task, judge), said.Text, said.Call);
        }

        for (var more = 1; more <= TimesOnceMore && so.MayGoOn; more++)
        {
            (so, said) = await GoOnAsync(task, question, $"{time}.{more}", so, lines: null, judge, cancellationToken);
        }

        if (so.MayGoOn)
        {
            (so, said) = await SplitAsync(task, question, time, so, said, judge, cancellationToken);
        }

        return new(Examined(so.Answer, task, judge), said.Text, said.Call);
    }

    async Task<(Continuation, Said)> GoOnAsync(
        WorkTask task, TaskQuestion question, string time, Continuation so, int? lines, Func<Answer, IReadOnlyList<string>> judge, CancellationToken cancellationToken)
    {
        var asked = question with { Messages = [.. question.Messages, .. so.Ask(lines)] };
        var said = await AskAsync(task, asked, time, so, text => so.Take(text).Answer, judge, cancellationToken);
        return (so.Take(said.Text), said);
    }

    async Task<(Continuation, Said)> SplitAsync(
        WorkTask task, TaskQuestion question, int time, Continuation so, Said said, Func<Answer, IReadOnlyList<string>> judge, CancellationToken cancellationToken)
    {
        switch (TaskSplit.Of(task, task.Files.Except(so.Missing)))
        {
            case TaskSplit.IntoFiles files:
                foreach (var file in files.Tasks)
                {
                    var its = await questionOf(file, cancellationToken);
                    said = await AskAsync(task, its, $"{time}/{file.Id}", Continuation.Begin(its.Nonce, file.Files), text => AnswerForms.Read(its.Nonce, text, file.Files), judge, cancellationToken);
                    so = so.With(AnswerForms.Read(its.Nonce, said.Text, file.Files));
                }

                break;
            case TaskSplit.IntoParts:
                for (var part = 1; part <= TaskSplit.MostParts && so.MayGoOn; part++)
                {
                    (so, said) = await GoOnAsync(task, question, $"{time}.p{part}", so, TaskSplit.LinesPerPart, judge, cancellationToken);
                }

                break;
        }

        return (so, said);
    }

    /// <summary>Nobody knows which of the files an answer that was cut would have had.</summary>
    static bool IsChoice(WorkTask task) => task is { IsRepair: true, Files.Count: > 1 };

    /// <param name="before">What has come already.</param>
    /// <param name="read">Reads what was said, together with that.</param>
    Task<Said> AskAsync(
        WorkTask task, TaskQuestion question, string time, Continuation before, Func<string, Answer> read, Func<Answer, IReadOnlyList<string>> judge, CancellationToken cancellationToken) =>
        inquiry.AskAsync(
            task,
            question,
            time,
            partial => !IsChoice(task) && read(partial) is { Cannot: null, Faults: [] } answer && (answer.Cut is not null || answer.Files.Count > before.Answer.Files.Count),
            text => Examined(read(text), task, judge).Problems,
            cancellationToken);

    Answer Examined(Answer read, WorkTask task, Func<Answer, IReadOnlyList<string>> judge)
    {
        if (read.Cannot is not null)
        {
            return read;
        }

        var answer = Editing.Apply(read, staging.TextOf);
        var answered = answer.Files.Select(file => file.Path).ToHashSet();
        string[] problems =
        [
            .. answer.Problems,
            .. answer.Files.SelectMany(Omissions.In),
            .. answered.Except(task.Files).Select(path => $"'{path}' does not belong to this task."),
            .. task.IsRepair && answered.Count > 0 ? [] : task.Files.Except(answered).Select(path => $"'{path}' is missing."),
        ];
        return answer with { Problems = problems.Length > 0 ? problems : judge(answer) };
    }
}

/// <summary>The files of a task, as far as they came.</summary>
/// <param name="Text">What was said last.</param>
/// <param name="Call">That was paid for it.</param>
sealed record Gathered(Answer Answer, string Text, Guid Call);
