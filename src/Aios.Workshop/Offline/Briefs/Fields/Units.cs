using System.Text.RegularExpressions;
using Aios.Workshop.Contracts;

namespace Aios.Workshop.Offline.Briefs.Fields;

/// <summary>Units in which a field is measured: <c>weight (kg)</c>, <c>price in euros</c>.</summary>
static partial class Units
{
    /// <summary>Null where none is said, or the label says it already.</summary>
    public static string? Find(string label, IReadOnlyCollection<string> hints)
    {
        var unit = hints.Where(_ => hints.Count == 1).Select(hint => In().Replace(hint, "")).FirstOrDefault(hint => Known().IsMatch(hint));
        return unit is not null && !label.Contains(unit, StringComparison.OrdinalIgnoreCase) ? unit : null;
    }

    public static FieldType? Type(IEnumerable<string> hints)
    {
        foreach (var hint in hints.Select(hint => In().Replace(hint, "")))
        {
            if (Currency().IsMatch(hint))
            {
                return FieldType.Money;
            }
            if (Counted().IsMatch(hint))
            {
                return FieldType.WholeNumber;
            }
            if (Known().IsMatch(hint))
            {
                return FieldType.Number;
            }
        }
        return null;
    }

    [GeneratedRegex(@"^(measured |given |stored )?in (whole |the )?", RegexOptions.IgnoreCase)]
    private static partial Regex In();

    [GeneratedRegex(@"^(euros?|dollars?|pounds|eur|usd|gbp|chf|€|\$|£|us dollars|cents)$", RegexOptions.IgnoreCase)]
    private static partial Regex Currency();

    [GeneratedRegex(@"^(minutes|mins?|seconds|days|weeks|months|years|kcal|pieces|pcs)$", RegexOptions.IgnoreCase)]
    private static partial Regex Counted();

    [GeneratedRegex(@"^(euros?|dollars?|pounds|eur|usd|gbp|chf|€|\$|£|us dollars|minutes|mins?|seconds|days|weeks|months|years|kcal|hours|kg|g|grams?|km|cm|mm|m|m2|m²|metres|meters|litres|liters|ml|l|°c|celsius|%|percent|km/h|miles|square (metres|meters|feet|kilomet(re|er)s)|kilograms?|kilomet(re|er)s|pieces|pcs|sqm|kwh|kw|mg|oz|lbs?|inches|feet|degrees)$", RegexOptions.IgnoreCase)]
    private static partial Regex Known();
}
