using Aios.Llm.Spending;
using Aios.Workshop.Running;

namespace Aios.Cli.Runs;

/// <summary>Tells what happens in a run that another process is at work on, by what that writes down. The run does not notice.</summary>
sealed class RunFollower(RunJournal journal, CallJournal calls, TimeProvider clock)
{
    static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Comes back when the run has ended, or nobody is at work on it.</summary>
    /// <param name="log">Told of everything from the run's beginning, with the time at which it happened.</param>
    public async Task FollowAsync(string run, RunLog log, CancellationToken cancellationToken)
    {
        var told = 0L;
        while (true)
        {
            var record = journal.Find(run); // before its events: what ended it is among them
            foreach (var happened in journal.Events(run, told))
            {
                log.Add(happened);
                told = happened.Number;
            }

            if (record is not { Status: RunStatus.Running, IsOwned: true })
            {
                return;
            }

            TellWriting(run, log);
            await Task.Delay(_pause, clock, cancellationToken);
        }
    }

    /// <summary>That is no event of the journal: how long an answer is so far, its pieces tell.</summary>
    void TellWriting(string run, RunLog log)
    {
        foreach (var (task, characters) in calls.Writing(run))
        {
            if (log.State.Tasks.GetValueOrDefault(task) is { Progress: TaskProgress.Working } working && working.Characters != characters)
            {
                log.Add(new RunEvent.TaskWriting(task, (int)characters, working.Task.Files is [var file, ..] ? file : null));
            }
        }
    }
}
