namespace Aios.Workshop.Running;

/// <summary>Something that the user wanted otherwise.</summary>
/// <param name="Before">The run as it stood then.</param>
public sealed record Change(RunEvent.ChangeAsked Asked, RunState Before);
