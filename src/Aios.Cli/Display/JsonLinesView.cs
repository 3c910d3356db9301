using Aios.Workshop.Running;

namespace Aios.Cli.Display;

/// <summary>A JSON document for each event, on a line of its own.</summary>
public sealed class JsonLinesView(TextWriter output) : IRunView
{
    public Task ShowAsync(RunLog log, Func<Task> work)
    {
        log.Follow((happened, at) => output.WriteLine(EventJson.Of(happened, at).ToJsonString()));
        return work();
    }
}
