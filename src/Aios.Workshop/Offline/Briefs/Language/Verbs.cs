using System.Text.RegularExpressions;

namespace Aios.Workshop.Offline.Briefs.Language;

/// <summary>Words by which a sentence or a bullet shows that it tells what happens, not what is kept.</summary>
static class Verbs
{
    public static bool StartsWithOne(string text) => _predicate.IsMatch(text);

    /// <summary>Whether this is something to do: <c>Create a book</c>, <c>Users can sort the list</c>.</summary>
    public static bool IsBehaviour(string text) => (_imperative.IsMatch(text) && _hasObject.IsMatch(text)) || _actor.IsMatch(text);

    static readonly Regex _predicate = Pattern.Of(@"^(has|have|had|is|are|was|can|may|must|should|will|shall|could|belongs?|contains?|consists?|includes?|needs?|references?|refers?|stores?|keeps?|comes?)\b");

    static readonly Regex _imperative = Pattern.Of(@"^(add|adding|publish|comment on|follow|invite|share|download|reserve|cancel|approve|allow|archive|assign|browse|build|calculate|change|changing|check|click|compute|create|creating|define|delete|deleting|deploy|display|edit|editing|enable|ensure|export|filter|filtering|find|generate|give|go|handle|implement|import|keep|let|list all|list of all|list,|list and|listing|list the|log in|login|look up|make|manage|mark|move|open a|open the|order by|paginate|prevent|print|provide|record|register|remove|run|save|search|searching|see|select|send|serve|set|show|showing|sign|sort|sorting|store|support|switch|test|toggle|track|update|upload|use|validate|view|write)\b");

    /// <summary>Unlike <c>check-in date</c> and <c>track number</c>, which begin with a verb as well.</summary>
    static readonly Regex _hasObject = Pattern.Exact(@"^\p{L}+\s+(\p{L}+[^aius\W]s\b(?!\s*:)|an?|the|them|it|by|for|to|all|my|new|their|and|or|with|from|in)\b|^\p{L}+(,? \p{L}+){2}|^(create|edit|delete|adding|editing|deleting|creating|filtering|searching|sorting|listing),");

    static readonly Regex _actor = Pattern.Of(@"^(as an? |i |we |you |users? |people |admins? |staff |anyone |everyone |everybody |nobody |no |(a|an|the|each|every) (user|admin|visitor|person|app|application|page|list|system|form)s? (can|may|must|should|will|shows?|lists?|has to|wants?)|the (app|application|system|page|site|user|list|form|server)\b|it (must|should) be possible|there (is|are|must|should))");
}
