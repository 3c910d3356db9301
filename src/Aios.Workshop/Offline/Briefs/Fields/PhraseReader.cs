using System.Text.RegularExpressions;
using Aios.Workshop.Offline.Briefs.Language;

namespace Aios.Workshop.Offline.Briefs.Fields;

/// <summary>Finds where the name of a field ends and what is said about it begins.</summary>
static class PhraseReader
{
    /// <summary>What a sentence lists: <c>a title (required), a due date and optional notes</c>.</summary>
    public static List<FieldPhrase> ReadList(string list)
    {
        List<FieldPhrase> phrases = [];
        foreach (var part in Enumeration.Split(list))
        {
            if (phrases.Count > 0 && _relative.Match(part) is { Success: true } relative)
            {
                phrases[^1] = phrases[^1].With(part[relative.Length..]);
            }
            else if (phrases.Count > 0 && (DetailReader.IsRule(part) || ChoiceIntroduction.Starts(part)))
            {
                phrases[^1] = phrases[^1].With(part);
            }
            else if (ReadOne(part, _inSentence) is { } phrase)
            {
                phrases.Add(phrase);
            }
        }
        return Shared(phrases);
    }

    /// <summary>A bullet that describes a field, or several: <c>- first name, last name (both required)</c>.</summary>
    public static List<FieldPhrase> ReadBullet(string bullet)
    {
        var parts = Enumeration.Split(bullet);
        var several = parts.Count > 1 && !_labelled.IsMatch(bullet) && parts.Skip(1).All(part => !DetailReader.IsRule(part) && !TypeWords.Is(part) && !ChoiceIntroduction.Starts(part));
        return several && parts.All(part => ReadOne(part, _inSentence) is { } phrase && phrase.Label.Split(' ').Length <= 4)
            ? ReadList(bullet)
            : ReadOne(bullet, _inBullet) is { } one ? [one] : [];
    }

    static FieldPhrase? ReadOne(string text, Regex cut)
    {
        text = _pluralInParentheses.Replace(text.Trim().Trim('"', '\'', '`'), "");
        var isQuestion = _question.IsMatch(text);
        text = isQuestion ? text : _relativeClause.Replace(text, "");
        cut = isQuestion ? _inQuestion : cut;
        var phrase = cut.Match(text) is { Success: true } found && found.Index > 0
            ? LabelReader.Read(text[..found.Index], Details(text[found.Index..]))
            : LabelReader.Read(text, "");
        return phrase.Label.Any(char.IsLetter) ? phrase : null;
    }

    static string Details(string text) => _arrow.Replace(text, "reference to ").Trim(' ', ':', ',', '-', '–', '—', '=', '.');

    /// <summary>What is said of both or all holds for those before as well.</summary>
    static List<FieldPhrase> Shared(List<FieldPhrase> phrases)
    {
        for (var at = 1; at < phrases.Count; at++)
        {
            if (_forSeveral.Match(phrases[at].Details) is not { Success: true } shared)
            {
                continue;
            }
            var first = shared.Groups["all"].Success ? 0 : at - 1;
            for (var other = first; other < at; other++)
            {
                phrases[other] = phrases[other].With(shared.Groups["rule"].Value);
            }
        }
        return phrases;
    }

    static readonly Regex _question = new(@"^((an? )?(flag|check ?box|boolean|yes/no)( (field|flag|value))?( that says| to say| showing| saying)? )?(whether|if|when|who|((to|by|from|in|at|on|for) )?which|how|what|where|(the )?(date|day) (it|they|he|she|we|i|when|on which|from which))\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary><c>the agent it is assigned to</c></summary>
    static readonly Regex _relativeClause = new(@"(?<=^[^(:,;]{2,40})(\swhere)?\s(it|they|he|she|we|i)\s(is|are|was|were|has|have|had|will)\b[^(:,;]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _inQuestion = new(@"\s*(:|\(|,|\s[-–—]\s)");

    static readonly Regex _relative = new(@"^(who|which|that)\s+(is|are|must be|can be|was|(?=(must|can|may|has|starts?|defaults?)\b))\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _forSeveral = new(@"(^|; )\(?(both|(?<all>all|each))\s+(?<rule>[^;)]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _pluralInParentheses = new(@"(?<=\p{L})\((s|es)\)");

    static readonly Regex _arrow = new(@"^\s*(->|→|=>|⇒|>)\s*");

    static readonly Regex _labelled = new(@"^[^,]{1,60}(:|->|→|=>|\s[-–—]\s)");

    static readonly Regex _inBullet = new(@"\s*(:|\(|\[|,|;|=|->|→|=>|⇒|\s[-–—>]\s|\. )|\s(which|that|whose|where (?=it|they|he|she|we|I)|such as|as (?=(an? )?(long |free |short |plain |multi-?line )?(text|number|date|integer|decimal)\b)|with|from \d|between \d|can be|may be|must be|must not|is|are|in (the |whole )?(euros?|dollars?|pounds|eur|usd|gbp|chf|kg|km|cm|mm|ml|m2|litres|liters|metres|meters|seconds|minutes|hours|days|weeks|months|years|grams|kilograms|kilomet(re|er)s|percent|miles|square \p{L}+|degrees|kwh|inches|feet))\b|\sin (the )?(?=[%€$]|m²)|\sof\s(?=(up to|at most|at least|max|min|between|either|one of|\d))|\s(up to|at least|at most)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _inSentence = new(@"\s*(:|\(|\[|=|->|→|=>|⇒|\s[-–—>]\s)|\s(which|that|whose|where (?=it|they|he|she|we|I)|such as|as (?=(an? )?(long |free |short |plain |multi-?line )?(text|number|date|integer|decimal)\b)|with|from \d|between \d|can be|may be|must be|must not|is|are|being|in (the |whole )?(euros?|dollars?|pounds|eur|usd|gbp|chf|kg|km|cm|mm|ml|m2|litres|liters|metres|meters|seconds|minutes|hours|days|weeks|months|years|grams|kilograms|kilomet(re|er)s|percent|miles|square \p{L}+|degrees|kwh|inches|feet))\b|\sin (the )?(?=[%€$]|m²)|\sof\s(?=(up to|at most|at least|max|min|between|either|one of|\d))|\s(up to|at least|at most)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
