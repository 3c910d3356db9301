namespace Aios.Llm.Spending;

/// <summary>How much of a budget is used.</summary>
/// <param name="Period">The day or month that it is for, such as 2026-11; empty for one that never begins anew.</param>
/// <param name="Spent">What was paid, and in full what may have been.</param>
/// <param name="Reserved">Set aside for attempts that go on.</param>
public sealed record BudgetStanding(Budget Budget, string Period, Money Spent, Money Reserved)
{
    static readonly BudgetMark[] _marks = Enum.GetValues<BudgetMark>();

    /// <summary>Never less than nothing, though more may have been spent than was set aside for it.</summary>
    public Money Left => new(Math.Max(0, Budget.Limit.NanoDollars - Used));

    public bool IsSoft => Used >= Budget.Soft?.NanoDollars;

    /// <summary>More was spent than the limit: it was lowered, or an answer cost more than could be foreseen.</summary>
    public bool IsExceeded => Used > Budget.Limit.NanoDollars;

    long Used => checked(Spent.NanoDollars + Reserved.NanoDollars);

    internal bool Has(Money amount) => amount.NanoDollars <= Budget.Limit.NanoDollars - Used;

    /// <summary>What has been reached, by what was spent alone.</summary>
    internal IEnumerable<BudgetMark> Marks() => Spent.NanoDollars < Budget.Limit.NanoDollars / 2 && !(Spent.NanoDollars >= Budget.Soft?.NanoDollars) && !IsExceeded ? [] : _marks.Where(HasReached);

    bool HasReached(BudgetMark mark) => mark switch
    {
        BudgetMark.Half => Spent.NanoDollars >= Budget.Limit.NanoDollars / 2,
        BudgetMark.FourFifths => Spent.NanoDollars >= Budget.Limit.NanoDollars / 5 * 4,
        BudgetMark.Soft => Spent.NanoDollars >= Budget.Soft?.NanoDollars,
        BudgetMark.Whole => Spent.NanoDollars >= Budget.Limit.NanoDollars,
        BudgetMark.Exceeded => IsExceeded,
        _ => throw new ArgumentOutOfRangeException(nameof(mark), mark, "A mark that nothing reaches."),
    };
}
