using System.Text.RegularExpressions;
using Aios.Workshop.Contracts;

namespace Aios.Workshop.Offline.Briefs.Fields;

/// <summary>Decides whether what is listed behind a field are the values to choose from.</summary>
static class ChoiceReader
{
    const int Most = 20;
    const int Longest = 60;

    /// <summary>The options as the brief writes them; empty where the field is no choice.</summary>
    public static List<string> Read(string label, Details details)
    {
        // Some options sound like types: "single, double, suite".
        if (TypeGuess.IsChoice(label) && details.TypeWords.Count > 0 && details.Plain.Count > 2 && (!details.AnnouncesChoices || details.TypeWords.Count == details.Plain.Count) && !details.Plain.Exists(_prose.IsMatch))
        {
            return Cleaned(details.Plain);
        }
        if (details.GivesExamples || details.Type is not (null or FieldType.Choice or FieldType.Text or FieldType.YesNo))
        {
            return [];
        }
        if (details.Choices.Count >= 2)
        {
            return Cleaned([.. details.Choices, .. details.AnnouncesChoices ? details.Unknown : []]);
        }
        return IsChoice(label, details) ? Cleaned(WithoutAnd(details.Unknown)) : [];
    }

    public static bool IsYesNo(IReadOnlyList<string> choices) => choices.Count == 2
        && choices.All(choice => _yesOrNo.IsMatch(choice));

    static bool IsChoice(string label, Details details)
    {
        var unknown = details.Unknown;
        if (unknown.Count == 0 || details.Type is FieldType.YesNo)
        {
            return false;
        }
        if (details.AnnouncesChoices || details.Type is FieldType.Choice)
        {
            return true;
        }
        if (unknown.Any(option => option.Split(' ').Length > 3 || _prose.IsMatch(option)) || details.Type is FieldType.Text)
        {
            return false;
        }
        if (TypeGuess.IsChoice(label) && (unknown.Count >= 2 || unknown[0].Contains(" and ", StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }
        var single = (TypeGuess.IsComposite(label) && !(details.HasAlternatives && unknown.Count > 2)) || TypeGuess.Of(label) is not (null or FieldType.Text);
        return !single && (unknown.Count >= 3 || (unknown.Count == 2 && details.HasAlternatives) || unknown.Count == 2);
    }

    /// <summary>The last two options may be joined by "and".</summary>
    static IEnumerable<string> WithoutAnd(IEnumerable<string> options) =>
        options.SelectMany(option => _and.Split(option)).Select(option => option.StartsWith("and ", StringComparison.Ordinal) ? option[4..] : option);

    static List<string> Cleaned(IEnumerable<string> options)
    {
        List<string> choices = [];
        foreach (var option in options.Select(option => option.Trim(' ', '"', '\'', '`', '*', '.', ':', '-', '–', '—')))
        {
            if (option.Length is > 0 and <= Longest && choices.Count < Most && !choices.Contains(option, StringComparer.OrdinalIgnoreCase))
            {
                choices.Add(option);
            }
        }
        return choices;
    }

    static readonly Regex _yesOrNo = new(@"^(yes|no|true|false|y|n|ja|nein|checked|unchecked)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _prose = new(@"^((the|an?(?=\s)|as|who|which|when|what|where|how|it|we|used|shown|see|if|this|must|full (?=\p{L})|format|usually|like|so|because)\b|(in|on|at|from|with|for|of|to) (the|an?|which|our|case|this|be)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _and = new(@"\s+(?:and|&)\s+(?=\S+$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
