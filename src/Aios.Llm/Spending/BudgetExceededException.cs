namespace Aios.Llm.Spending;

/// <summary>It could cost more than may be spent, so nobody was asked.</summary>
public sealed class BudgetExceededException(string message) : Exception(message);
