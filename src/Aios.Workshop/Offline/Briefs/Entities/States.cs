using System.Text.RegularExpressions;
using Aios.Workshop.Contracts;
using Aios.Workshop.Offline.Briefs.Fields;
using Aios.Workshop.Offline.Briefs.Language;

namespace Aios.Workshop.Offline.Briefs.Entities;

/// <summary>Reads in which states a thing can be: <c>is either open or closed</c>, <c>can be marked as urgent</c>.</summary>
static class States
{
    const int MostWords = 4;

    /// <summary>The thing and its fields, as far as the sentence is of this kind.</summary>
    public static (string Noun, IReadOnlyList<FieldPhrase> Fields)? Read(string sentence)
    {
        if (sentence.Length > Clauses.Longest || _state.Match(sentence) is not { Success: true } found)
        {
            return null;
        }
        var said = _yesNoEnd.Replace(found.Groups["states"].Value, "");
        var isFlag = said.Length < found.Groups["states"].Length || found.Groups["marked"].Success;
        var states = Split(said);
        if (states.Exists(state => state.Split(' ').Length > MostWords || _noState.IsMatch(state)))
        {
            return null;
        }
        var fields = states.Count > 1 && _or.IsMatch(said) && (found.Groups["either"].Success || found.Groups["can"].Success || states.Count > 2)
            ? [new FieldPhrase("status", "one of " + string.Join(", ", states))]
            : Flags(states, isFlag, found.Groups["can"].Success);
        return fields.Count == 0 ? null : (found.Groups["noun"].Value, fields);
    }

    static List<FieldPhrase> Flags(List<string> states, bool isFlag, bool can) =>
        isFlag || (can && states.TrueForAll(state => TypeGuess.Of(state) is FieldType.YesNo || _adjective.IsMatch(state)))
            ? [.. states.Select(state => new FieldPhrase(state, "yes/no"))]
            : [];

    static List<string> Split(string states) => [.. _separator.Split(states).Select(state => _as.Replace(state.Trim(' ', '"', '\'', ','), "")).Where(state => state.Length > 0)];

    static readonly Regex _state = new(@"^(?:an?\s+|each\s+|every\s+|the\s+|all\s+)?(?<noun>\p{L}[\p{L}-]*(?:\s+\p{L}[\p{L}-]*){0,2}?)\s+(?:(?<can>(?:can|may|might|could)(?:\s+also)?\s+be)|must\s+be|is|are)\s+(?:always\s+|currently\s+|also\s+)?(?:(?<marked>(?:marked|flagged|ticked off)\s+(?:as|with)?\s*))?(?<either>either\s+|one\s+of\s+)?(?<states>\p{L}.{1,120})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _as = new(@"^as\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Not what is done with a record.</summary>
    static readonly Regex _adjective = new(@"^\p{L}{3,15}(?<!ed|en|wn|ght|ld|nt|ut|un|pt|et|ble|ing|s|made|done)$");

    static readonly Regex _separator = new(@"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _or = new(@"\sor\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _yesNoEnd = new(@"\s*\((?:yes/no|y/n|true/false|flag|boolean|check ?box)[^)]*\)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>What people do with records, and what is said of fields.</summary>
    static readonly Regex _noState = new(@"^(an?|the|one|at|in|by|to|for|from|with|of|as)\s|\b(added|created|edited|changed|updated|deleted|removed|searched|filtered|sorted|listed|exported|imported|found|viewed|shown|seen|displayed|toggled|assigned|selected|opened|saved|printed|entered|left|set|given|recorded|stored|kept|moved|linked|uploaded|ordered by|empty|blank|null|unique|required|optional|mandatory|positive|negative|zero|default|greater|less|more|longer|before|after|than|between|refused|prevented|managed|tracked|marked|used by|possible|available to|whole|done by|made|restored|undone|rejected with|by)\b|\d", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
