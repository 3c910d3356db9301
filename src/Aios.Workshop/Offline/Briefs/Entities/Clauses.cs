using System.Text.RegularExpressions;

namespace Aios.Workshop.Offline.Briefs.Entities;

/// <summary>The patterns in which English sentences describe what is kept.</summary>
static class Clauses
{
    /// <summary>Longer sentences are not understood anyway, and would only cost time.</summary>
    public const int Longest = 1_500;

    public static IEnumerable<Match> OfFields(string sentence) => sentence.Length > Longest
        ? []
        : new[] { _forEachColon, _forEach, _has, _eachWith, _keep, _ofEach, _fieldsAre, _byColon }.Select(pattern => pattern.Match(sentence)).Where(match => match.Success);

    /// <summary>What may be things with their fields in parentheses.</summary>
    public static IEnumerable<Match> Parenthesised(string sentence) => sentence.Length <= Longest ? _grouped.Matches(sentence) : [];

    /// <summary>Whether the sentence says that something is kept, or is nothing but the thing and its fields.</summary>
    public static bool SaysKept(string sentence) => _keeping.IsMatch(sentence) || _onlyGroup.IsMatch(sentence);

    public static Match? Relation(string sentence) => Found(_belongsTo, sentence);

    /// <summary>A sentence such as <c>A rehearsal takes place at a venue</c>, which may also be about something else.</summary>
    public static Match? LooseRelation(string sentence) => Found(_looseRelation, sentence);

    /// <summary>The rules of <c>The name is required and the email must be unique</c>, each in the same order of words.</summary>
    public static IEnumerable<string> Rules(string sentence)
    {
        if (Found(_rulesOf, sentence) is { } listed)
        {
            return listed.Groups["names"].Value.Split(';').Select(names => $"{names.Trim()} are {listed.Groups["rule"].Value.ToLowerInvariant()}");
        }
        if (Found(_defaultOf, sentence) is { } start)
        {
            return [$"The {start.Groups["field"].Value} defaults to {start.Groups["value"].Value}"];
        }
        return sentence.Length > Longest ? [] : _nextRule.Split(sentence);
    }

    public static Match? Rule(string sentence) => Found(_fieldRule, sentence);

    public static Match? Introduction(string line) => Found(_forEachEnd, line) ?? Found(_hasEnd, line) ?? Found(_fieldsOf, line) ?? Found(_nounFields, line) ?? Found(_nounOnly, line);

    /// <summary>Both ends of what <c>links a student to a course</c>.</summary>
    public static string[] Ends(string words) => _end.Split(words);

    public static bool IsPronoun(string words) => _pronoun.IsMatch(words.Trim());

    /// <summary>Whether the sentence speaks of each of many things, not of the one that is to be built.</summary>
    public static bool IsOfEach(string sentence) => _ofEachThing.IsMatch(sentence);

    /// <summary>Whether the words are a name, not a part of a sentence.</summary>
    public static bool IsNoun(string words) => !_notInNoun.IsMatch(words);

    /// <summary>What a thing is of, in <c>loan of a book by a member</c>.</summary>
    public static Match? OfOthers(string words) => Found(_others, words);

    /// <summary>The noun without what it is of, remarks in parentheses and words such as "record".</summary>
    public static string Head(string words)
    {
        var head = _parentheses.Replace(words, " ");
        head = _otherTail.Replace(head, "");
        // A "time record" is no time.
        head = _recordTail.Replace(head.Trim(), "") is var bare && StopNouns.Contains(bare) ? head.Trim() : bare;
        return _start.Replace(head.Trim(), "").Trim(' ', '"', '\'', '*', '`', ',');
    }

    public static string WithoutIntroduction(string list) => _listStart.Replace(list.Trim(), "");

    static Match? Found(Regex pattern, string text) => text.Length <= Longest && pattern.Match(text) is { Success: true } match ? match : null;

    const string NounPart = @"(?<noun>[\p{L}""'][\p{L}\p{N}'""/-]*(?:\s+[\p{L}\p{N}'""/-]+){0,6}?(?:\s*\([^)]*\))?)";
    const string LeadPart = @"^(?:(?:and|also|then|finally|in addition|additionally|furthermore|besides|moreover|basically|here|so|next|first|second|third|finally),?\s+)?";
    const string FieldsPart = @"(?:the following|these|following)?\s*(?:fields|attributes|properties|details|data|information|values|columns)?";

    static readonly Regex _forEachColon = new(LeadPart + @"(?:for|per) (?:(?:each|every|all|an?) )?" + NounPart + @"\s*:\s*(?<list>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _forEach = new(LeadPart + @"(?:for (?:each|every|all|any|an?|the) |per |about (?:each|every|an?) |of (?:each|every) )" + NounPart + @"\s*(?:,\s*)?(?:,|\s|:)\s*(?:(?:we|i|you|users?|it|they|staff|the \p{L}+|one)\s+(?:(?:want|need|would like|have|like|must|should|can|will)(?: to)?\s+)?(?:also\s+)?(?:keep|record|store|track|save|note|capture|log|know|see|need|want|enter|remember|write down|keep track of|have|hold|register|manage|collect)|(?:there (?:is|are)))(?: down| track of)?\s*:?\s+(?<list>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _has = new(LeadPart + NounPart + @"\s+(?:also\s+|always\s+|usually\s+|only\s+|just\s+|simply\s+|then\s+|each\s+|both\s+|basically\s+)*(?:(?<may>(?:may|can|might|could|optionally)\s+(?:also\s+|optionally\s+)?(?:have|contain|include|carry|hold))|(?<must>must\s+(?:also\s+|always\s+)?(?:have|contain|include))|(?:should|will|shall|would)\s+(?:also\s+)?(?:have|contain|include|consist of|store)|has got|has(?!\s+(?:to|been|no)\b)|have(?!\s+(?:to|been|no)\b)|consists? of|contains?|includes?|comprises?|carry|carries|holds?|stores?|records?|needs?|gets?|comes? with|(?:is|are) (?:described|defined|identified|characteri[sz]ed|recorded|stored|kept|tracked|made up|composed|given|represented|saved|captured|listed|registered)\s*(?:by|with|as|of|through)?|(?:is|are) (?:a )?(?:record|entry|entries|records) (?:of|with)|knows|says|tells|features?|with|bears?)\s*:?\s+(?<list>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _eachWith = new(@"(?:^|\s)(?<noun>(?:\p{L}[\p{L}-]*\s+){0,1}\p{L}[\p{L}-]*)\s*,?\s+(?:(?:each|every one|all)(?: of (?:them|which|whom))? (?:with|having|has|have|of which has)|(?:which|who|that) (?:has|have)|having)\s+(?<list>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _keep = new(@"(?:^|\b)(?:keeps?|manages?|tracks?|keeps? track of|stores?|records?|lists?|registers?|collects?|logs?|organi[sz]es?|catalogu?es?|maintains?|saves?|handles?|holds?|create|add|adds|writes?|files?|fill in|enter|make|note|take)\s+(?:track of\s+)?(?:all\s+|my\s+|our\s+|their\s+|the\s+|your\s+|an?\s+|new\s+|a list of\s+)*(?<noun>\p{L}[\p{L}-]*(?:\s+\p{L}[\p{L}-]*){0,2}?)(?:\s+(?:that|which)\s+(?:I|we|they)\s+\p{L}+)?\s*(?<loose>,?\s+(?:with|by|including|and (?:its|their))\s+|\s*[:(]\s*|\s+[–—-]\s+)(?:(?:its|their|the|an?)\s+)?(?<list>.+?)\)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _ofEach = new(@"\b(?:keep|record|store|track|save|note|capture|log|need|want)s?\s+(?:the\s+)?(?<list>.+?)\s+(?:of|for)\s+(?:each|every|all|an?)\s+(?<noun>\p{L}[\p{L}-]*(?:\s+\p{L}[\p{L}-]*){0,2})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _fieldsAre = new(@"^(?:an?\s+|the\s+|each\s+)?(?<noun>\p{L}[\p{L}-]*(?:\s\p{L}[\p{L}-]*){0,2}?)(?:'s?)?\s+(?:fields|attributes|properties|details|data)\s*(?:are|:|include)\s*:?\s*(?<list>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _byColon = new(@"^" + NounPart + @"(?<loose>\s*:\s+|\s+[–—-]\s+|\s*:(?=\S))(?<list>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _belongsTo = new(LeadPart + NounPart + @"\s+(?:always\s+|also\s+|usually\s+)*(?:(?<may>(?:may|can|might|could|optionally)\s+(?:also\s+|optionally\s+)?(?:belong|refer|be (?:linked|assigned|related|connected|attached|associated|tied|given)))|(?:must|should|has to|have to)\s+(?:always\s+)?(?:belong|refer|reference|be (?:linked|assigned|related|connected|attached|associated|tied))|belongs?|refers?|references?|points?|relates?|links?|(?:is|are) (?:always )?(?:linked|assigned|related|connected|attached|associated|tied|part|made|placed|owned|written|taught|booked|led|held|given|taken|borrowed|ordered|sent|paid|created|filed|reported|raised|hosted|run|performed|done|submitted|for|about|from|at|in|of))\s*(?:to|with|by|of|for|in|on|at|from)?\s+(?:exactly\s+|only\s+|either\s+)?(?<others>(?:(?<may>zero or one|at most one|up to one)|an?|one|exactly one|the|its|their|another|\p{L}+s\b)\s*.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _looseRelation = new(@"^(?:an?|each|every|one|the|all)?\s*" + NounPart + @"\s+(?:(?<may>(?:may|can|might)\s+(?:also\s+)?be|(?:is|are)\s+optionally)|(?:must|has to)\s+be|(?:is|are|was|were))\s+(?:always\s+|usually\s+|only\s+)?(?!described|defined|identified|characteri|represented|recorded\s+(?:with|by|as))\p{L}+(?:ed|en|wn|de|ght|ld|nt|ut|un|pt|et)\s+(?:by|in|at|to|for|from|on|of|into|under)\s+(?<others>(?:an?|one|exactly one|another)\s.+)$|^(?:an?|each|every|one|the)\s+" + NounPart + @"\s+(?:(?:takes? place|happens?|lives?|works?|plays?|stays?|hangs?|sits?|stands?|lies|grows?|comes?|starts?|applies|counts|goes)\s+(?:by|in|at|to|for|from|on|under|with)|connects|joins|combines|concerns|pairs|uses|links)\s+(?<others>(?:an?|one|exactly one|another)\s.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _rulesOf = new(@"^(?<rule>required|mandatory|optional|unique)(?: fields?)?(?: are| is)?\s*(?::|–|-)\s*(?<names>\p{L}.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _defaultOf = new(@"^(?:the |its )?default (?:for |of )?(?:the )?(?!values?\b)(?<field>\p{L}+(?: \p{L}+)?) is (?<value>[^,;]{1,60})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _nextRule = new(@"(?<=\b(?:is|are|must|should|can|cannot|may|defaults?|starts?)\b.*)(?:,\s*(?:and\s+|but\s+)?|\s+(?:and|but|while)\s+)(?=(?:the|its|all|every)\s+[\p{L} -]{2,30}?\s(?:is|are|must|should|can|cannot|may|defaults?|starts?)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _fieldRule = new(@"^(?:the |an? |its |both |each |every |all )*(?<subject>[\p{L}\p{N}][\p{L}\p{N}\s,'""/-]{0,80}?)(?:\s+(?:of|for|in|on)\s+(?:an?|the|each|every)\s+(?<owner>\p{L}[\p{L}-]*(?:\s\p{L}[\p{L}-]*){0,2}?))?\s+(?:are |is )?(?:both |all )?(?<rule>(?:is|are|must|should|can|cannot|can't|may|has to|have to|have|has|defaults?|starts?|ranges?|takes?|required|optional|unique|mandatory)\b.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _forEachEnd = new(LeadPart + @"(?:for (?:each|every|all|any|an?|the) |per |about (?:each|every|an?) )" + NounPart + @"(?:\s*,|\s)?(?:\s+(?:we|i|you|users?|it|they|the \p{L}+)\s+.{0,60})?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _hasEnd = new(LeadPart + NounPart + @"\s+(?:(?:can|may|must|should|will|also|always)\s+)*(?:has|have|consists? of|contains?|includes?|stores?|holds?|needs?|comes? with|(?:is|are) (?:described|defined|stored|recorded|made up|characteri[sz]ed|kept)\s*(?:by|with|as|of)?|with)\s*" + FieldsPart + "$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _fieldsOf = new(@"^(?:the )?(?:fields|attributes|properties|details|data|columns)\s+(?:of|for|on)\s+(?:each |every |an? |the )*" + NounPart + "$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _nounFields = new(@"^(?:an? |the |each |every )?" + NounPart + @"\s+(?:fields|attributes|properties|details|data|columns|information)(?:\s+(?:are|is|include))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _nounOnly = new(@"^(?:\d+[.)]\s*)?(?:entity|model|record|object|type|table|resource)?\s*:?\s*(?<noun>\p{L}[\p{L}\p{N}-]*(?:\s+[\p{L}\p{N}-]+){0,2}(?:\s*\([^)]*\))?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _keeping = new(@"^(?:.{0,40}\b)?(?:keep|store|manage|track|record|maintain|list|organi[sz]e|handle|need|want|save)s?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _onlyGroup = new(@"^\p{L}+(?:\s\p{L}+)?\s*\([^()]*\)$");

    static readonly Regex _end = new(@"\s(?:to|with|by|for|in|at|on|from)\s(?=(?:an?|one|exactly one)\s)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _grouped = new(@"\b(?<noun>(?:(?!and\b|of\b|to\b|for\b|from\b|with\b|by\b|track\b|our\b|my\b|the\b)\p{L}+ )??\p{L}+)\s*\((?<list>[^()]*,[^()]*)\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _pronoun = new(@"^(?:it|they|this|these|each(?: one| of them| of these)?|every one|both|all of them)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _others = new(@"\s(?:of|by|for|to|from)\s+(?:(?:an?|one|the)\s+|(?=\S+(?:\s\S+)?\s+by\s))(?<others>\p{L}[\p{L}-]*(?:\s\p{L}[\p{L}-]*)??)(?:\s(?:by|for|to|from|of|and)\s+(?:an?|one|the)\s+(?<others>\p{L}[\p{L}-]*(?:\s\p{L}[\p{L}-]*)??))?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _otherTail = new(@"\s(?:that|which|who)\s+(?:I|we|you|they|the)\s.*$|\s(?:of|by|for|to|from)\s+(?:an?|one|the)\s.*$|\s(?:of|for|to|from)\s+\S+(?:\s\S+)?\s+by\s+(?:an?|one|the)\s.*$|,.*$|\s(?:in|on|at|within)\s+(?:the|our|my|this)\s.*$|\s(?:we|you|i)\s.*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _recordTail = new(@"(?<=\S)\s+(?:entity|entities|record|records|model|object|table|itself|fields|data|has|have)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _ofEachThing = new(@"^((for )?(each|every|an?)|for (each|every|all|an?)|per)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _notInNoun = new(@"\b(that|which|who|whose|can|could|is|are|be|been|was|were|when|where|if|still|not|and|or|to|with|from|in|on|at|by|has|have|must|should|may|will|just|also|only|how|what|why|than|then|because|so|about|this|it|for|we|each|every)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _parentheses = new(@"\([^)]*\)");

    static readonly Regex _start = new(@"^(?:(?:an?|the|each|every|all|any|our|my|one|single|their|new|individual|entity:?|model:?|record:?|\d+[.)])\s+)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _listStart = new(@"^(?:(?:the following|these|following|some|its|their)\s*)?(?:(?:fields|attributes|properties|details|data|information|values|columns|basic details)\b\s*(?:like|such as)?)?\s*[:–—-]?\s*(?:of\b|by\b|with\b|down\b)?\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
