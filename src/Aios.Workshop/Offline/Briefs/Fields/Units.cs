using System.Text.RegularExpressions;
using Aios.Workshop.Contracts;

namespace Aios.Workshop.Offline.Briefs.Fields;

/// <summary>Units in which a field is measured: <c>weight (kg)</c>, <c>price in euros</c>.</summary>
static class Units
{
    /// <summary>Null where none is said, or the label says it already.</summary>
    public static string? Find(string label, IReadOnlyCollection<string> hints)
    {
        var unit = hints.Where(_ => hints.Count == 1).Select(hint => _in.Replace(hint, "")).FirstOrDefault(hint => _known.IsMatch(hint));
        return unit is not null && !label.Contains(unit, StringComparison.OrdinalIgnoreCase) ? unit : null;
    }

    public static bool Is(string hint) => _known.IsMatch(hint);

    public static FieldType? Type(IEnumerable<string> hints)
    {
        foreach (var hint in hints.Select(hint => _in.Replace(hint, "")))
        {
            if (_currency.IsMatch(hint))
            {
                return FieldType.Money;
            }
            if (_counted.IsMatch(hint))
            {
                return FieldType.WholeNumber;
            }
            if (_known.IsMatch(hint))
            {
                return FieldType.Number;
            }
        }
        return null;
    }

    static readonly Regex _in = new(@"^(measured |given |stored )?in (whole |the )?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _currency = new(@"^(euros?|dollars?|pounds|eur|usd|gbp|chf|€|\$|£|us dollars|cents)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _counted = new(@"^(minutes|mins?|seconds|days|weeks|months|years|kcal|pieces|pcs)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _known = new(@"^(euros?|dollars?|pounds|eur|usd|gbp|chf|€|\$|£|us dollars|minutes|mins?|seconds|days|weeks|months|years|kcal|hours|kg|g|grams?|km|cm|mm|m|m2|m²|metres|meters|litres|liters|ml|l|°c|celsius|%|percent|km/h|miles|square (metres|meters|feet|kilomet(re|er)s)|kilograms?|kilomet(re|er)s|pieces|pcs|sqm|kwh|kw|mg|oz|lbs?|inches|feet|degrees)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
