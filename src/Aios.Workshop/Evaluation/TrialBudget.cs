using Aios.Llm.Spending;

namespace Aios.Workshop.Evaluation;

/// <summary>What may be spent and what was. One question at a time; an answer whose cost nobody knows counts as the worst.</summary>
/// <param name="limit">In dollars; null for as much as it takes.</param>
sealed class TrialBudget(decimal? limit)
{
    Money _spent = Money.Zero;
    Money _reserved = Money.Zero;

    /// <returns>Null when it is covered, whatever happens.</returns>
    public string? Objection(Money? worst) =>
        limit is null ? null
        : worst is null ? "Its price is unknown, so it cannot be kept within a limit."
        : (_spent + worst.Value).Dollars > limit ? $"It may cost {worst}, and of {Dollars(limit.Value)} {Dollars(limit.Value - _spent.Dollars)} are left."
        : null;

    /// <summary>Sets the worst case aside before a question is asked.</summary>
    /// <exception cref="BudgetExceededException">There is not so much left; nothing is to be asked.</exception>
    public void Reserve(Money? worst)
    {
        if (Objection(worst) is { } objection)
        {
            throw new BudgetExceededException(objection);
        }

        _reserved = worst ?? Money.Zero;
    }

    /// <summary>The question has been answered, or not.</summary>
    public void Settle(Money? cost) => (_spent, _reserved) = (_spent + (cost ?? _reserved), Money.Zero);

    static string Dollars(decimal amount) => new Money((long)(amount * 1_000_000_000m)).ToString();
}
