using System.Text.RegularExpressions;

namespace Aios.Workshop.Offline.Briefs.Fields;

/// <summary>Writes out <c>Monday to Friday</c>, so that the days can be chosen from.</summary>
static class Weekdays
{
    static readonly string[] _all = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    public static string Spelled(string text) => _range.Replace(text, range =>
    {
        var last = Array.FindIndex(_all, day => range.Groups["last"].ValueSpan.Equals(day, StringComparison.OrdinalIgnoreCase));
        return "one of " + string.Join(", ", _all.Take(last + 1));
    });

    static readonly Regex _range = new(@"\bMonday\s?(?:-|–|to|through)\s?(?<last>Friday|Saturday|Sunday)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
