using Aios.Workshop.Running;

namespace Aios.Cli.Display;

/// <summary>Shows nothing.</summary>
public sealed class QuietView : IRunView
{
    public Task ShowAsync(RunLog log, Func<Task> work) => work();
}
