using System.Text.RegularExpressions;

namespace Aios.Workshop.Offline.Briefs.Entities;

/// <summary>The patterns in which English sentences describe what is kept.</summary>
static partial class Clauses
{
    /// <summary>Longer sentences are not understood anyway, and would only cost time.</summary>
    const int Longest = 1_500;

    public static IEnumerable<Match> OfFields(string sentence) => sentence.Length > Longest
        ? []
        : new[] { ForEach(), Has(), EachWith(), Keep(), OfEach(), ByColon() }.Select(pattern => pattern.Match(sentence)).Where(match => match.Success);

    /// <summary>Things with their fields in parentheses, where the sentence says that they are kept.</summary>
    public static IEnumerable<Match> Parenthesised(string sentence) => sentence.Length <= Longest && Keeping().IsMatch(sentence) ? Grouped().Matches(sentence) : [];

    public static Match? Relation(string sentence) => Found(BelongsTo(), sentence);

    public static Match? Rule(string sentence) => Found(FieldRule(), sentence);

    public static Match? Introduction(string line) => Found(ForEachEnd(), line) ?? Found(HasEnd(), line) ?? Found(FieldsOf(), line) ?? Found(NounFields(), line) ?? Found(NounOnly(), line);

    public static bool IsPronoun(string words) => Pronoun().IsMatch(words.Trim());

    /// <summary>Whether the sentence speaks of each of many things, not of the one that is to be built.</summary>
    public static bool IsOfEach(string sentence) => OfEachThing().IsMatch(sentence);

    /// <summary>Whether the words are a name, not a part of a sentence.</summary>
    public static bool IsNoun(string words) => !NotInNoun().IsMatch(words);

    /// <summary>What a thing is of, in <c>loan of a book by a member</c>.</summary>
    public static Match? OfOthers(string words) => Found(Others(), words);

    /// <summary>The noun without what it is of, remarks in parentheses and words such as "record".</summary>
    public static string Head(string words)
    {
        var head = Parentheses().Replace(words, " ");
        head = OtherTail().Replace(head, "");
        head = RecordTail().Replace(head.Trim(), "");
        return Start().Replace(head.Trim(), "").Trim(' ', '"', '\'', '*', '`', ',');
    }

    public static string WithoutIntroduction(string list) => ListStart().Replace(list.Trim(), "");

    static Match? Found(Regex pattern, string text) => text.Length <= Longest && pattern.Match(text) is { Success: true } match ? match : null;

    const string NounPart = @"(?<noun>[\p{L}""'][\p{L}\p{N}'""/-]*(?:\s+[\p{L}\p{N}'""/-]+){0,6}?(?:\s*\([^)]*\))?)";
    const string LeadPart = @"^(?:(?:and|also|then|finally|in addition|additionally|furthermore|besides|moreover|basically|here|so|next|first|second|third|finally),?\s+)?";
    const string FieldsPart = @"(?:the following|these|following)?\s*(?:fields|attributes|properties|details|data|information|values|columns)?";

    [GeneratedRegex(LeadPart + @"(?:for (?:each|every|all|any|an?|the) |per |about (?:each|every|an?) |of (?:each|every) )" + NounPart + @"\s*(?:,\s*)?(?:,|\s|:)\s*(?:(?:we|i|you|users?|it|they|staff|the \p{L}+|one)\s+(?:(?:want|need|would like|have|like|must|should|can|will)(?: to)?\s+)?(?:also\s+)?(?:keep|record|store|track|save|note|capture|log|know|see|need|want|enter|remember|write down|keep track of|have|hold|register|manage|collect)|(?:there (?:is|are)))(?: down| track of)?\s*:?\s+(?<list>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex ForEach();

    [GeneratedRegex(LeadPart + NounPart + @"\s+(?:also\s+|always\s+|usually\s+|only\s+|just\s+|simply\s+|then\s+|each\s+|both\s+|basically\s+)*(?:(?<may>(?:may|can|might|could|optionally)\s+(?:also\s+|optionally\s+)?(?:have|contain|include|carry|hold))|(?<must>must\s+(?:also\s+|always\s+)?(?:have|contain|include))|(?:should|will|shall|would)\s+(?:also\s+)?(?:have|contain|include|consist of|store)|has got|has(?!\s+(?:to|been|no)\b)|have(?!\s+(?:to|been|no)\b)|consists? of|contains?|includes?|comprises?|carry|carries|holds?|stores?|records?|needs?|gets?|comes? with|(?:is|are) (?:described|defined|identified|characteri[sz]ed|recorded|stored|kept|tracked|made up|composed|given|represented|saved|captured|listed|registered)\s*(?:by|with|as|of|through)?|(?:is|are) (?:a )?(?:record|entry|entries|records) (?:of|with)|knows|features?|with|bears?)\s*:?\s+(?<list>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Has();

    [GeneratedRegex(@"(?:^|\s)(?<noun>(?:\p{L}[\p{L}-]*\s+){0,1}\p{L}[\p{L}-]*)\s*,?\s+(?:(?:each|every one|all)(?: of (?:them|which|whom))? (?:with|having|has|have|of which has)|(?:which|who|that) (?:has|have)|having)\s+(?<list>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex EachWith();

    [GeneratedRegex(@"(?:^|\b)(?:keeps?|manages?|tracks?|keeps? track of|stores?|records?|lists?|registers?|collects?|logs?|organi[sz]es?|catalogu?es?|maintains?|saves?|handles?|holds?|create|add|adds)\s+(?:track of\s+)?(?:all\s+|my\s+|our\s+|their\s+|the\s+|your\s+|an?\s+|new\s+|a list of\s+)*(?<noun>\p{L}[\p{L}-]*(?:\s+\p{L}[\p{L}-]*){0,2}?)\s*(?<loose>,?\s+(?:with|by|including|and (?:its|their))\s+|\s*[:(]\s*|\s+[–—-]\s+)(?:(?:its|their|the|an?)\s+)?(?<list>.+?)\)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Keep();

    [GeneratedRegex(@"\b(?:keep|record|store|track|save|note|capture|log|need|want)s?\s+(?:the\s+)?(?<list>.+?)\s+(?:of|for)\s+(?:each|every|all|an?)\s+(?<noun>\p{L}[\p{L}-]*(?:\s+\p{L}[\p{L}-]*){0,2})$", RegexOptions.IgnoreCase)]
    private static partial Regex OfEach();

    [GeneratedRegex(@"^" + NounPart + @"(?<loose>\s*:\s+|\s+[–—-]\s+|\s*:(?=\S))(?<list>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex ByColon();

    [GeneratedRegex(LeadPart + NounPart + @"\s+(?:always\s+|also\s+|usually\s+)*(?:(?<may>(?:may|can|might|could|optionally)\s+(?:also\s+|optionally\s+)?(?:belong|refer|be (?:linked|assigned|related|connected|attached|associated|tied|given)))|(?:must|should|has to|have to)\s+(?:always\s+)?(?:belong|refer|reference|be (?:linked|assigned|related|connected|attached|associated|tied))|belongs?|refers?|references?|points?|relates?|links?|(?:is|are) (?:always )?(?:linked|assigned|related|connected|attached|associated|tied|part|made|placed|owned|written|taught|booked|led|held|given|taken|borrowed|ordered|sent|paid|created|filed|reported|raised|hosted|run|performed|done|submitted|for|about|from|at|in|of))\s*(?:to|with|by|of|for|in|on|at|from)?\s+(?:exactly\s+|only\s+|either\s+)?(?<others>(?:(?<may>zero or one|at most one|up to one)|an?|one|exactly one|the|its|their|another|\p{L}+s\b)\s*.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex BelongsTo();

    [GeneratedRegex(@"^(?:the |an? |its |both |each |every |all )*(?<subject>[\p{L}\p{N}][\p{L}\p{N}\s,'""/-]{0,80}?)(?:\s+(?:of|for|in|on)\s+(?:an?|the|each|every)\s+(?<owner>\p{L}[\p{L}-]*(?:\s\p{L}[\p{L}-]*){0,2}?))?\s+(?:are |is )?(?:both |all )?(?<rule>(?:is|are|must|should|can|cannot|can't|may|has to|have to|have|has|defaults?|starts?|ranges?|takes?|required|optional|unique|mandatory)\b.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex FieldRule();

    [GeneratedRegex(LeadPart + @"(?:for (?:each|every|all|any|an?|the) |per |about (?:each|every|an?) )" + NounPart + @"(?:\s*,|\s)?(?:\s+(?:we|i|you|users?|it|they|the \p{L}+)\s+.{0,60})?$", RegexOptions.IgnoreCase)]
    private static partial Regex ForEachEnd();

    [GeneratedRegex(LeadPart + NounPart + @"\s+(?:(?:can|may|must|should|will|also|always)\s+)*(?:has|have|consists? of|contains?|includes?|stores?|holds?|needs?|comes? with|(?:is|are) (?:described|defined|stored|recorded|made up|characteri[sz]ed|kept)\s*(?:by|with|as|of)?|with)\s*" + FieldsPart + "$", RegexOptions.IgnoreCase)]
    private static partial Regex HasEnd();

    [GeneratedRegex(@"^(?:the )?(?:fields|attributes|properties|details|data|columns)\s+(?:of|for|on)\s+(?:each |every |an? |the )*" + NounPart + "$", RegexOptions.IgnoreCase)]
    private static partial Regex FieldsOf();

    [GeneratedRegex(@"^(?:an? |the |each |every )?" + NounPart + @"\s+(?:fields|attributes|properties|details|data|columns|information)(?:\s+(?:are|is|include))?$", RegexOptions.IgnoreCase)]
    private static partial Regex NounFields();

    [GeneratedRegex(@"^(?:\d+[.)]\s*)?(?:entity|model|record|object|type|table|resource)?\s*:?\s*(?<noun>\p{L}[\p{L}\p{N}-]*(?:\s+[\p{L}\p{N}-]+){0,2}(?:\s*\([^)]*\))?)$", RegexOptions.IgnoreCase)]
    private static partial Regex NounOnly();

    [GeneratedRegex(@"^(?:.{0,40}\b)?(?:keep|store|manage|track|record|maintain|list|organi[sz]e|handle|need|want|save)s?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Keeping();

    [GeneratedRegex(@"(?<noun>(?:(?!and\b|of\b|track\b|our\b|my\b|the\b)\p{L}+ )??\p{L}+)\s*\((?<list>[^()]*,[^()]*)\)", RegexOptions.IgnoreCase)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^(?:it|they|this|these|each(?: one| of them| of these)?|every one|both|all of them)$", RegexOptions.IgnoreCase)]
    private static partial Regex Pronoun();

    [GeneratedRegex(@"\s(?:of|by|for|to|from)\s+(?:(?:an?|one|the)\s+|(?=\S+(?:\s\S+)?\s+by\s))(?<others>\p{L}[\p{L}-]*(?:\s\p{L}[\p{L}-]*)??)(?:\s(?:by|for|to|from|of|and)\s+(?:an?|one|the)\s+(?<others>\p{L}[\p{L}-]*(?:\s\p{L}[\p{L}-]*)??))?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Others();

    [GeneratedRegex(@"\s(?:of|by|for|to|from)\s+(?:an?|one|the)\s.*$|\s(?:of|for|to|from)\s+\S+(?:\s\S+)?\s+by\s+(?:an?|one|the)\s.*$|,.*$|\s(?:in|on|at|within)\s+(?:the|our|my|this)\s.*$|\s(?:we|that|which|who|you|i)\s.*$", RegexOptions.IgnoreCase)]
    private static partial Regex OtherTail();

    [GeneratedRegex(@"(?<=\S)\s+(?:entity|entities|record|records|model|object|table|itself|fields|data|has|have)$", RegexOptions.IgnoreCase)]
    private static partial Regex RecordTail();

    [GeneratedRegex(@"^((for )?(each|every|an?)|for (each|every|all|an?)|per)\s", RegexOptions.IgnoreCase)]
    private static partial Regex OfEachThing();

    [GeneratedRegex(@"\b(that|which|who|whose|can|could|is|are|be|been|was|were|when|where|if|still|not|and|or|to|with|from|in|on|at|by|has|have|must|should|may|will|just|also|only|how|what|why|than|then|because|so|about|this|it|for|we|each|every)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NotInNoun();

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Parentheses();

    [GeneratedRegex(@"^(?:(?:an?|the|each|every|all|any|our|my|one|single|their|new|individual|entity:?|model:?|record:?|\d+[.)])\s+)+", RegexOptions.IgnoreCase)]
    private static partial Regex Start();

    [GeneratedRegex(@"^(?:(?:the following|these|following|some|its|their)\s*)?(?:(?:fields|attributes|properties|details|data|information|values|columns|basic details)\b\s*(?:like|such as)?)?\s*[:–—-]?\s*(?:of\b|by\b|with\b|down\b)?\s*", RegexOptions.IgnoreCase)]
    private static partial Regex ListStart();
}
