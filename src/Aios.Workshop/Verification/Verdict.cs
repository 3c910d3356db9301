namespace Aios.Workshop.Verification;

/// <summary>What a check found.</summary>
/// <param name="Evidence">The lines that tell why, when it did not pass.</param>
public sealed record Verdict(string Check, bool Passed, TimeSpan Took, string Evidence);
