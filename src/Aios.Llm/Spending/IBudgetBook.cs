namespace Aios.Llm.Spending;

/// <summary>The budgets that somebody has set, and what became of what was unknown.</summary>
public interface IBudgetBook
{
    /// <summary>Every budget as it stands.</summary>
    IReadOnlyList<BudgetStanding> Budgets();

    /// <summary>Sets a budget or changes it. What was spent in its scope and period before counts from the start.</summary>
    Task SetAsync(Budget budget, CancellationToken cancellationToken);

    /// <returns>False when there was none.</returns>
    Task<bool> RemoveAsync(Scope scope, BudgetWindow window, CancellationToken cancellationToken);

    /// <summary>Writes down what an attempt of unknown cost really cost, by the provider's word.</summary>
    /// <returns>False when it is not known, goes on, or has a cost already: nothing is changed then.</returns>
    Task<bool> ResolveAsync(Guid attempt, Money cost, CancellationToken cancellationToken);
}
