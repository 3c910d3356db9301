namespace Aios.Llm.Models;

/// <summary>How many tokens a question has before it is sent.</summary>
/// <param name="IsExact">Otherwise there are at most so many.</param>
public readonly record struct TokenCount(long Tokens, bool IsExact);
