using Aios.Workshop.Running;

namespace Aios.Cli.Display;

/// <summary>Shows a run while it goes on.</summary>
public interface IRunView
{
    /// <summary>Shows until the work is done, whether that succeeds or not.</summary>
    Task ShowAsync(RunLog log, Func<Task> work);
}
