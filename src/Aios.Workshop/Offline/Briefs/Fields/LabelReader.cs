using System.Text.RegularExpressions;
using Aios.Workshop.Offline.Briefs.Language;

namespace Aios.Workshop.Offline.Briefs.Fields;

/// <summary>Finds the name of a field in the words before its rules: <c>an optional done flag</c> is <c>done</c>.</summary>
static class LabelReader
{
    public static FieldPhrase Read(string words, string details)
    {
        var label = words.Trim(' ', '*', '"', '\'', '`', ':', ',', '?', '.');
        var phrase = new FieldPhrase(label, details);
        if (words.TrimEnd().EndsWith('?'))
        {
            phrase = phrase.With("yes/no");
        }
        if (words.Trim().EndsWith('*'))
        {
            phrase = phrase.With("required");
        }
        return Reworded(Stripped(phrase));
    }

    static FieldPhrase Stripped(FieldPhrase phrase)
    {
        while (_determiner.Match(phrase.Label) is { Success: true } determiner)
        {
            phrase = phrase with { Label = phrase.Label[determiner.Length..] };
        }
        while (_ruleWord.Match(phrase.Label) is { Success: true } rule)
        {
            phrase = Stripped(phrase with { Label = phrase.Label[rule.Length..] }).With(rule.Value.Trim());
        }
        return phrase;
    }

    static FieldPhrase Reworded(FieldPhrase phrase)
    {
        if (_flag.Match(phrase.Label) is { Success: true } flag)
        {
            return Reworded(phrase with { Label = flag.Groups["what"].Value }).With("yes/no");
        }
        if (_whether.Match(phrase.Label) is { Success: true } whether)
        {
            return (phrase with { Label = whether.Groups["what"].Value }).With("yes/no");
        }
        if (_called.Match(phrase.Label) is { Success: true } called)
        {
            return Stripped(phrase with { Label = called.Groups["what"].Value.Trim('"', '\'') }).With(called.Groups["type"].Value);
        }
        if (_kind.Match(phrase.Label) is { Success: true } kind)
        {
            return Reworded(phrase with { Label = kind.Groups["what"].Value }).With(kind.Groups["type"].Value);
        }
        return Asked(phrase);
    }

    /// <summary>Fields that are put as a question: <c>how many pages it has</c>, <c>when it was bought</c>, <c>who paid</c>.</summary>
    static FieldPhrase Asked(FieldPhrase phrase)
    {
        var label = phrase.Label;
        if (_howMany.Match(label) is { Success: true } many)
        {
            return (phrase with { Label = many.Groups["what"].Value }).With("whole number");
        }
        if (_howMuch.IsMatch(label))
        {
            return phrase with { Label = "amount" };
        }
        if (_when.Match(label) is { Success: true } when)
        {
            var what = when.Groups["what"].Value;
            return (phrase with { Label = _needsNoPreposition.IsMatch(what) ? what : what + " on" }).With("date");
        }
        if (_who.Match(label) is { Success: true } who)
        {
            return phrase with { Label = who.Groups["role"] is { Success: true } role ? role.Value : who.Groups["what"].Value + " by" };
        }
        if (_which.Match(label) is { Success: true } which)
        {
            return phrase with { Label = which.Groups["what"].Value };
        }
        return phrase with { Label = Noun.Spaced(_question.IsMatch(label) ? label : _relative.Replace(label, "")) };
    }

    static readonly Regex _determiner = new(@"^(an?|the|its|their|his|her|one|some|each|any|exactly|single|own|this|that|our|my|also|possibly|maybe|perhaps|has|have|having|includes?|with|store|stores|record|records|both|only|just|usually|of course|field|column)\s+(?!of\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _ruleWord = new(@"^(optional|optionally|required|mandatory|unique|positive|non-negative|compulsory|obligatory|must have|may have|can have|might have|should have|zero or one|at most one|non-empty)\s+(?!(flag|check ?box|toggle|yes/no)$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _flag = new(@"^((yes/no|yes-no|boolean|true/false|bool)\s+(field\s+|value\s+)?(for\s+|called\s+|named\s+)?(?=\S)(?<what>(?!flag|checkbox|field).+)|(?:(yes/no|boolean|true/false)\s+)?(flag|check ?box|tick ?box|toggle|switch|marker|mark|indicator|yes/no|boolean)\s+(for|that says|that shows|saying|showing|to say|to show|to mark|called|named|marking|indicating|(?=(whether|if)\b))\s*(?<what>.+)|(?<what>.+?)\s+(flag|check ?box|tick ?box|toggle|switch|boolean|yes/no))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _whether = new(@"^(whether|if)\s+(or not\s+)?((it|they|he|she|this|i|we|you|(the|an?)\s+\p{L}+)('s|\s+is|\s+are|\s+was|\s+were|\s+has been|\s+have been|\s+had been|\s+has|\s+have|\s+can be|\s+should be|\s+needs)?\s+)?((already|still|currently|been|an?|now|yet)\s+)*(?<what>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _called = new(@"^((?<type>[\p{L} /-]+?)\s+)?(field\s+|value\s+)?(called|named|labelled)\s+(?<what>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _kind = new(@"^((?<what>.+?)\s+(field|column|attribute|property|drop-?down|input|(?<type>text ?area))|(?<type>free-text|multi-line|multiline|long-text|free text|whole-number|decimal)\s+(?<what>.+))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _howMany = new(@"^(how many|the number of)\s+(?<what>.+?)(\s+(it|they|there|the|an?|are|is|we|have|has|were|was|can)\b.*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _howMuch = new(@"^how much\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _when = new(@"^(when|(date|day)(\s+(when|on which|from which|that))?(?=\s+(it|they|he|she|we|i|you|the \p{L}+)\s))\s+((it|they|he|she|we|i|you|the \p{L}+)('s|\s+is|\s+are|\s+was|\s+were|\s+has to be|\s+has been|\s+must be|\s+should be|\s+will be)?\s+)?(?<what>.+?)(\s+(it|them|on))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _needsNoPreposition = new(@"^(due|born|available.*|.* .*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _which = new(@"^((to|by|from|in|at|on|for|of|with)\s+)?which\s+(?<what>\p{L}+(\s(?!it|they|was|is|were|are|has|have|the|we|i|he|she|you)\p{L}+)?)(\s+(it|they|was|is|were|are|has|have|the|we|i|he|she|you)\b.*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _who = new(@"^(who|by whom)\s+(has\s+|(it|he|she) (was|is|has been)\s+|is\s+)?((?<role>\p{L}+ (to|by|for|from))|(?<what>\p{L}+)(\s+(it|them|for it))?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _relative = new(@"\s+((it|they|he|she|we|i|you)\s+\p{L}+.*|from which .*|in which .*|on which .*|to which .*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _question = new(@"^(how|what|where|why)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
