namespace Aios.Llm.Spending;

/// <summary>Why nothing is set aside.</summary>
static class Refusal
{
    public static BudgetExceededException TooMuch(Intent intent, Money worst, BudgetStanding standing) => new(
        $"{intent.Provider}/{intent.Model} may cost {worst}, and of {standing.Budget.Limit} for {Name(standing)} {standing.Left} are left.");

    public static BudgetExceededException Unknown(Intent intent, BudgetStanding standing) => new(
        $"Nobody knows what {intent.Provider}/{intent.Model} may cost at most, and there is a budget of {standing.Budget.Limit} for {Name(standing)}.");

    static string Name(BudgetStanding standing) =>
        standing.Period.Length == 0 ? standing.Budget.Scope.Name : $"{standing.Budget.Scope} in {standing.Period}";
}
