using System.Globalization;

namespace Aios.Cli.Display;

/// <summary>What an estimate comes to, as it is read.</summary>
static class EstimateWords
{
    public static string Dollars(double? dollars) => dollars is { } known ? known.ToString(known is 0 or >= 0.01 ? "$0.00" : "$0.0000", CultureInfo.InvariantCulture) : "unknown";

    public static string Minutes(TimeSpan time) => time.TotalMinutes >= 2
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.0} minutes")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} seconds");
}
