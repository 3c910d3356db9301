using System.Globalization;
using Aios.Workshop.Running;

namespace Aios.Cli.Display;

/// <summary>A line for each thing that happens: for logs, pipes and screen readers.</summary>
public sealed class PlainView(TextWriter output, bool verbose) : IRunView
{
    DateTimeOffset? _started;

    public Task ShowAsync(RunLog log, Func<Task> work)
    {
        log.Follow((happened, at) => Show(happened, at, log));
        return work();
    }

    void Show(RunEvent happened, DateTimeOffset at, RunLog log)
    {
        _started ??= at;
        if (IsTold(happened))
        {
            var line = EventLine.Of(happened, log.State);
            output.WriteLine(Cells.Line(string.Create(CultureInfo.InvariantCulture, $"{(at - _started.Value).TotalSeconds,7:0.0}s  {line}")));
        }
    }

    bool IsTold(RunEvent happened) => happened switch
    {
        RunEvent.TaskStarted or RunEvent.CheckStarted => verbose,
        RunEvent.AnswerReceived answer => answer.Problems.Count > 0,
        RunEvent.TaskWriting or RunEvent.RunFinished => false, // of the end the summary tells
        _ => true,
    };
}
