using System.Globalization;

namespace Aios.Llm.Routing.Policies;

/// <summary>Expected dollars as people read them: to the thousandth of a cent.</summary>
static class Dollars
{
    public static string Text(double amount) => double.IsNaN(amount) ? "an unknown price" : "$" + amount.ToString(amount is 0 or >= 0.01 ? "0.0000" : "0.00000", CultureInfo.InvariantCulture);
}
