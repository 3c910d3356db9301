using System.Globalization;

namespace Aios.Llm.Spending;

/// <summary>The days and months of budgets, in UTC, so that no change of the clocks touches them. Later ones sort after earlier ones.</summary>
static class Period
{
    public static string Of(BudgetWindow window, DateTimeOffset at) => window switch
    {
        BudgetWindow.Lifetime => "",
        BudgetWindow.Month => at.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        BudgetWindow.Day => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(window), window, "A window without periods."),
    };

    /// <summary>When it begins.</summary>
    public static DateTimeOffset Start(BudgetWindow window, string period) => window switch
    {
        BudgetWindow.Lifetime => DateTimeOffset.MinValue,
        BudgetWindow.Month => DateTimeOffset.ParseExact(period, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        BudgetWindow.Day => DateTimeOffset.ParseExact(period, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        _ => throw new ArgumentOutOfRangeException(nameof(window), window, "A window without periods."),
    };

    /// <summary>A clock that was put back opens nothing again.</summary>
    public static string Later(string period, string other) => string.CompareOrdinal(period, other) < 0 ? other : period;
}
