namespace Aios.Workshop.Verification;

/// <summary>What a check found.</summary>
/// <param name="Evidence">The lines that tell why, when it did not pass.</param>
public sealed record Verdict(string Check, bool Passed, TimeSpan Took, string Evidence)
{
    /// <summary>It was not made, because generated code is not run without a sandbox.</summary>
    public bool Refused { get; init; }
}
