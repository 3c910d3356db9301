using Aios.Llm.Spending;

namespace Aios.Cli.Display.Live;

/// <summary>What a run has taken, and what stands in the way of its taking more.</summary>
/// <param name="Tightest">Of the budgets that the run is held to, the one of which least is left; null where nothing limits.</param>
public sealed record RunMoney(RunSpending Spending, BudgetStanding? Tightest);
