namespace Aios.Llm.Spending;

/// <summary>A limit on money in a scope.</summary>
public sealed record Budget
{
    public required Scope Scope { get; init; }

    public BudgetWindow Window { get; init; }

    /// <summary>What is never passed: spent and set aside together.</summary>
    public required Money Limit { get; init; }

    /// <summary>From here on cheaper routes are taken; null for never.</summary>
    public Money? Soft { get; init; }
}

/// <summary>The time after which a budget begins anew. Months and days are those of UTC.</summary>
public enum BudgetWindow
{
    Lifetime,
    Month,
    Day,
}
