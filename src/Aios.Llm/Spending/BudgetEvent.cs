namespace Aios.Llm.Spending;

/// <summary>Something that happened to a budget: it was set or removed, or came to a mark.</summary>
/// <param name="What"><c>set</c>, <c>removed</c>, or the mark.</param>
public sealed record BudgetEvent(DateTimeOffset At, string What, BudgetStanding Standing);
