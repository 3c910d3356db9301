namespace Aios.Llm.Spending;

/// <summary>A budget has come to a mark; said once in each of its periods.</summary>
public sealed record BudgetAlert(BudgetMark Mark, BudgetStanding Standing)
{
    public override string ToString()
    {
        var (budget, period, spent, _) = Standing;
        var whose = $"the budget of {budget.Scope}{(period.Length == 0 ? "" : $" for {period}")}";
        return Mark switch
        {
            BudgetMark.Half => $"Half of {whose} is spent: {spent} of {budget.Limit}.",
            BudgetMark.FourFifths => $"Four fifths of {whose} are spent: {spent} of {budget.Limit}.",
            BudgetMark.Soft => $"The soft limit of {whose} is reached: {spent} of {budget.Soft}. Cheaper models are asked from now on.",
            BudgetMark.Whole => $"All of {whose} is spent: {spent} of {budget.Limit}. Nothing more is asked.",
            BudgetMark.Exceeded => $"More than {whose} is spent: {spent} of {budget.Limit}. An answer cost more than could be foreseen; nothing more is asked.",
            _ => throw new InvalidOperationException($"No sentence for {Mark}."),
        };
    }
}

/// <summary>What is worth telling of a budget, each worse than the one before.</summary>
public enum BudgetMark
{
    Half,
    FourFifths,
    Soft,
    Whole,
    Exceeded,
}

static class BudgetMarks
{
    public static string Word(BudgetMark mark) => mark switch
    {
        BudgetMark.Half => "half",
        BudgetMark.FourFifths => "four_fifths",
        BudgetMark.Soft => "soft",
        BudgetMark.Whole => "whole",
        BudgetMark.Exceeded => "exceeded",
        _ => throw new ArgumentOutOfRangeException(nameof(mark), mark, "A mark without a word."),
    };
}
