namespace Aios.Llm.Spending;

/// <summary>It could cost more than may be spent, so nobody was asked.</summary>
public sealed class BudgetExceededException(string message) : Exception(message)
{
    /// <summary>What would help; null leaves it to whoever tells the user.</summary>
    public string? Hint { get; init; }
}
