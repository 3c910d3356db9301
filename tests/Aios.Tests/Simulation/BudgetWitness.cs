using Aios.Llm.Spending;

namespace Aios.Tests.Simulation;

/// <summary>Reckons by itself what a budget has seen in each of its days or months, which it numbers in its own way.</summary>
sealed class BudgetWitness(Budget budget, DateTimeOffset at)
{
    readonly Dictionary<int, long> _counted = []; // nano-dollars, by period
    int _present = PeriodOf(budget.Window, at);

    public Budget Budget => budget;

    /// <summary>In how many of them something was set aside.</summary>
    public int Periods => _counted.Count;

    /// <summary>The most that any of its periods has seen, spent or set aside.</summary>
    public Money Most => new(_counted.Values.DefaultIfEmpty().Max());

    /// <summary>Of the period that it is then; a clock that was put back opens none again.</summary>
    public Money CountedAt(DateTimeOffset now) => new(_counted.GetValueOrDefault(Math.Max(_present, PeriodOf(budget.Window, now))));

    /// <returns>The period in which it counts for good.</returns>
    public int Begin(DateTimeOffset at, Money amount)
    {
        _present = Math.Max(_present, PeriodOf(budget.Window, at));
        Count(_present, amount.NanoDollars);
        return _present;
    }

    public void Count(int period, long more) => _counted[period] = _counted.GetValueOrDefault(period) + more;

    static int PeriodOf(BudgetWindow window, DateTimeOffset at) => window switch
    {
        BudgetWindow.Day => (int)(at.ToUnixTimeSeconds() / 86_400),
        BudgetWindow.Month => (at.UtcDateTime.Year * 12) + at.UtcDateTime.Month,
        _ => 0,
    };
}
