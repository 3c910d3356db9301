namespace Aios.Workshop.Verification;

/// <summary>There is no sandbox that isolates, so no generated code was run.</summary>
/// <param name="hint">What the user can do about it.</param>
public sealed class SandboxUnavailableException(string message, string hint) : Exception(message)
{
    public string Hint { get; } = hint;
}
