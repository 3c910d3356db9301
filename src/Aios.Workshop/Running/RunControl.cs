namespace Aios.Workshop.Running;

/// <summary>Whether a run may go on asking: its limits, and whether its user wants it to come to rest.</summary>
/// <param name="draining">Cancelled when nothing new is to be begun; what is being answered is waited for.</param>
public sealed class RunControl(RunLimits limits, CancellationToken draining = default)
{
    /// <summary>Nothing limits the run but what its calls may cost.</summary>
    public static RunControl None { get; } = new(new()
    {
        Calls = int.MaxValue,
        Tasks = int.MaxValue,
        Depth = int.MaxValue,
        Time = TimeSpan.MaxValue,
        Bytes = long.MaxValue,
    });

    public RunLimits Limits => limits;

    public CancellationToken Draining => draining;

    /// <returns>Which limit forbids another question, in a sentence; null when none does.</returns>
    public string? Objection(RunState state, DateTimeOffset now) =>
        state.Calls >= limits.Calls ? $"The run has asked {limits.Calls} questions, which is its limit."
        : now - state.Started - state.Idle > limits.Time ? $"The run has been at work for {limits.Time:g}, which is its limit."
        : state.Bytes > limits.Bytes ? $"The files of the run have more than {limits.Bytes} bytes, which is its limit."
        : state.Tasks.Count > limits.Tasks ? $"The run has more than {limits.Tasks} tasks, which is its limit."
        : state.Depth > limits.Depth ? $"More than {limits.Depth} tasks wait for each other in a row, which is the run's limit."
        : null;
}
