using System.Text.RegularExpressions;
using Aios.Workshop.Contracts;

namespace Aios.Workshop.Offline.Briefs.Fields;

/// <summary>Reads what is said about a field, piece by piece: <c>text, required; up to 200 characters</c>.</summary>
static class DetailReader
{
    /// <summary>Whether the words can only be a rule of the field before them.</summary>
    public static bool IsRule(string text)
    {
        if (_determiner.IsMatch(text))
        {
            return false;
        }
        var details = Read(_parentheses.Replace(text, ""));
        var says = details.Required is not null || details.Unique || details.Default is not null || details.Limits != Limits.None;
        return says && details.Unknown.Count == 0 && details.TypeWords.TrueForAll(word => TypeGuess.Of(word) is null);
    }

    public static Details Read(string text)
    {
        var details = new Details();
        text = _markedDefault.Replace(_sizedText.Replace(text, "$1, max $2 characters"), "; default");
        var segments = _separator.Split(_sizedDecimal.Replace(Weekdays.Spelled(text), "decimal")).Select(segment => segment.Trim(' ', '.', ':', '"', '\'', '`', '*')).ToList();
        var areScores = segments.Count(_score.IsMatch) > 1;
        foreach (var segment in segments)
        {
            if (areScores && _score.IsMatch(segment))
            {
                details.Choices.Add(segment);
                continue;
            }
            ReadSegment(segment, details);
        }
        return details;
    }

    static void ReadSegment(string segment, Details details)
    {
        if (segment.Length == 0 || IsWholeType(segment, details) || IsSlashed(segment, details))
        {
            return;
        }
        if (ReadTarget(segment, details))
        {
            return;
        }
        segment = TakeRules(segment, details);
        if (ChoiceIntroduction.IsExample(segment))
        {
            details.GivesExamples = true;
        }
        if (ChoiceIntroduction.Starts(segment))
        {
            details.AnnouncesChoices = true;
            segment = ChoiceIntroduction.Remove(segment).Trim();
            if (segment.Contains('/') && IsSlashed(segment, details))
            {
                return;
            }
        }
        Remember(segment, details);
    }

    static bool IsWholeType(string segment, Details details)
    {
        if (TypeWords.Find(segment) is not { } type)
        {
            return false;
        }
        if (details.AnnouncesChoices && type is not FieldType.Choice)
        {
            return false;
        }
        details.TypeWords.Add(segment);
        details.Plain.Add(segment);
        details.Type ??= type;
        details.AnnouncesChoices |= type == FieldType.Choice;
        return true;
    }

    /// <summary><c>open / in progress / done</c></summary>
    static bool IsSlashed(string segment, Details details)
    {
        if (_unit.IsMatch(segment))
        {
            return false;
        }
        var options = segment.Split(segment.Contains('|') ? '|' : '/', StringSplitOptions.TrimEntries);
        if (options.Length < 2 || options.Any(option => option.Length is 0 or > 60 || option.Split(' ').Length > 4))
        {
            return false;
        }
        foreach (var option in options)
        {
            details.Choices.Add(ChoiceIntroduction.Remove(option));
        }
        return true;
    }

    static bool ReadTarget(string segment, Details details)
    {
        if (_target.Match(segment) is not { Success: true } target)
        {
            return false;
        }
        details.Type ??= FieldType.Reference;
        var to = target.Groups["to"].Value;
        var rest = TakeRules(to, details);
        details.Target ??= rest.Trim();
        return true;
    }

    static string TakeRules(string segment, Details details)
    {
        if (_default.Match(segment) is { Success: true } found)
        {
            details.Default = found.Groups["value"].Value.Trim('"', '\'', '`', ' ', '.');
            segment = segment.Remove(found.Index, found.Length);
        }
        else if (_defaultMark.IsMatch(segment) && details.Unknown is [.., var last])
        {
            details.Default = last;
            return "";
        }
        segment = Presence(segment, details);
        details.Limits = details.Limits.Join(LimitReader.Take(ref segment));
        return segment;
    }

    static string Presence(string segment, Details details)
    {
        if (_optional.Match(segment) is { Success: true } optional)
        {
            details.Required ??= false;
            segment = segment.Remove(optional.Index, optional.Length);
        }
        if (_required.Match(segment) is { Success: true } required)
        {
            details.Required ??= true;
            segment = segment.Remove(required.Index, required.Length);
        }
        if (_uniqueWord.Match(segment) is { Success: true } unique)
        {
            details.Unique = !unique.Groups["not"].Success;
            segment = segment.Remove(unique.Index, unique.Length);
        }
        return segment;
    }

    static void Remember(string segment, Details details)
    {
        var rest = _filler.Replace(segment, "").Trim(' ', ':', '.', '"', '\'');
        var isLetter = segment is [var letter] && char.IsUpper(letter);
        if (!isLetter && (rest.Length == 0 || IsWholeType(rest, details)))
        {
            return;
        }
        var alternatives = _or.Split(_introduction.Replace(segment, ""));
        details.HasAlternatives |= alternatives.Length > 1;
        foreach (var each in alternatives.Select(each => each.Trim(' ', ',', '"', '\'', '`')).Where(each => each.Length > 0))
        {
            details.Unknown.Add(each);
            details.Plain.Add(each);
        }
    }

    static readonly Regex _separator = new(@"[;()\[\]{}\n]|,(?!\d{3}\b)|\.\s|\s[–—-]\s(?!\d)");

    static readonly Regex _sizedText = new(@"\b(varchar|nvarchar|char|string|text|str)\s*\(\s*(\d+)\s*\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary><c>open → default, done</c></summary>
    static readonly Regex _markedDefault = new(@"\s*(→|->|⇒|\(|\[|←|<-)\s*(the )?default(?=\s*[\])]?\s*(,|/|\||;|$| or ))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _sizedDecimal = new(@"\b(decimal|numeric|number)\s*\(\s*\d+\s*,\s*\d+\s*\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Results such as <c>1-0, 0-1</c>, which are no ranges where there are several.</summary>
    static readonly Regex _score = new(@"^[\d½]{1,2}\s?[-–:]\s?[\d½]{1,2}$");

    static readonly Regex _unit = new(@"^(km/h|n/a|and/or|m/s|his/her|w/o|he/she|[\d/. -]+|dd/mm.*|mm/dd.*|https?:.*|.*[<>].*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _target = new(@"^(optional |required |a |an |the )*((foreign key|reference|link|relation|pointer|lookup|relationship|fk|ref|links|points|refers|belongs|linked|connected|related|referencing|references)( to| of| into| on|:)?|->|→)\s+(?!to$)(one |a |an |the |another |exactly one |existing |single )*(?<to>\p{L}.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _default = new(@"\b(?:with |and )?(?:an? |the |its )?default(?:s|ing|ed)?\b\s*(?:(?:value|is|to|are|of|being)\b|\s)*\s*[:=]?\s*(?<value>[^,;]+)$|(?<![<>=!]\s?)=\s*(?<value>[^,;=<>]+)$|^(?:and |is |that is )?(?<value>[^,;]+?)\s+(?:by default|is the default|as (?:the |a )?default|unless (?:said|stated|told|given|specified|set|chosen) otherwise|when nothing is (?:chosen|said|given)|if not (?:given|set|specified|chosen))\b|\b(?:initially|starts (?:out )?(?:as|at|with)|starting as|preset to|pre-?selected:?|new ones are)\s+(?<value>[^,;]+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _defaultMark = new(@"^(the |as |is (the )?)?default$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _optional = new(@"\b(optional(ly)?|not (strictly )?(required|mandatory|necessary|always|compulsory|obligatory|needed)( \p{L}+)?|((may|can) be|is allowed to be|might be) (left )?(empty|blank|missing|omitted|out|unknown|null|open|unset|absent)( out)?|may be left (empty|blank|out)|nullable|(if|when|where|as far as) (known|any|available|applicable|there is one|needed|given|we have it|wanted)|if (it|they) (has|have) one|empty allowed|can be none|zero or one|at most one|or (nothing|none|empty|blank))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _required = new(@"\b(required|mandatory|obligatory|compulsory|must (always )?be (given|filled( in)?|present|provided|set|entered|there|chosen|selected|specified|stated|supplied)|not[ -]null|non[ -]?null|(must )?(not|never|cannot|can't|can not|may not) (be )?(left )?(empty|blank|missing)|non[ -](empty|blank)|always (given|present|set|there|filled in)|is a must|must have|needed|necessary)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _uniqueWord = new(@"\b(?<not>not (necessarily )?)?(must be |has to be )?(unique(ly)?( per \p{L}+)?|no duplicates?( allowed)?|no two \p{L}+ (share|have).*|distinct|only once)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _filler = new(@"^((is|are|be|must|should|shall|has|have|to|can|may|a|an|the|of|and|but|with|only|it|they|value|field|type|format|in|as|usually|always|allowed|stored|entered|given|each|set|by|which|that|will|also|then|values|both|all|them|this|its|for|length|required|any)\b\s*)+|\s+(and|with|but|field|allowed|value|only|long|in length|is|each|that is|which is|it is)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _introduction = new(@"^((is|are|be|must|should|shall|can|may|and|but|only|it|they|as|usually|always|which|that|will|also|then)\b\s*)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _or = new(@"^or\s+|\s+or\s+(?!(so|more|less|longer|fewer)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _parentheses = new(@"\([^)]*\)");

    static readonly Regex _determiner = new(@"^(an?|the|its|their)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
