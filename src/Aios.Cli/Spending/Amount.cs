using System.Globalization;
using Aios.Llm.Spending;

namespace Aios.Cli.Spending;

/// <summary>Dollars as people write them.</summary>
static class Amount
{
    const decimal NanosPerDollar = 1_000_000_000;
    const decimal Most = 9_000_000_000;

    /// <returns>Null when it is no amount, less than nothing, or finer than a nano-dollar.</returns>
    public static Money? Read(string text) =>
        decimal.TryParse(text.TrimStart('$'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars) && dollars <= Most && dollars * NanosPerDollar % 1 == 0
            ? new((long)(dollars * NanosPerDollar))
            : null;
}
