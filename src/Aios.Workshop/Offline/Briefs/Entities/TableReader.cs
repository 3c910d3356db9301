using System.Text.RegularExpressions;
using Aios.Workshop.Offline.Briefs.Fields;
using Aios.Workshop.Offline.Briefs.Language;
using Aios.Workshop.Offline.Briefs.Outlines;

namespace Aios.Workshop.Offline.Briefs.Entities;

/// <summary>Reads tables of fields: one row each, or as the head of a table with examples.</summary>
sealed class TableReader(Findings findings)
{
    public void Read(Table table, Noun? subject)
    {
        var entity = Column(table, _entityHead);
        var list = Column(table, _listHead);
        if (HasEntities(table))
        {
            ReadRows(table, entity, list);
        }
        else if (subject is not null)
        {
            findings.Describe(subject, Phrases(table));
        }
    }

    /// <summary>The thing that the head of the table names: <c>Vehicle field</c>.</summary>
    public static Noun? Subject(Table table) => table.Head.Select(head => _fieldHead.Match(head)).FirstOrDefault(head => head.Groups["noun"].Length > 0) is { } found
        ? Noun.Of(found.Groups["noun"].Value)
        : NamesItself(table) ? Noun.Of(table.Head[0])
        : null;

    /// <summary>Whether a column names the things that the rows belong to.</summary>
    public static bool HasEntities(Table table) => Column(table, _entityHead) is >= 0 and var entity && ((Regex[])[_fieldHead, _listHead, _nameHead]).Any(head => Column(table, head, entity) >= 0);

    /// <summary><c>Machine | Type | Required</c></summary>
    static bool NamesItself(Table table) => table.Head is [var first, _, ..] && _thing.IsMatch(first)
        && !((Regex[])[_entityHead, _fieldHead, _listHead, _nameHead, _ruleHead]).Any(head => head.IsMatch(first)) && !StopNouns.Contains(first)
        && table.Head.Skip(1).All(head => _ruleHead.IsMatch(head)) && _typeHead.IsMatch(table.Head[1]);

    /// <summary>The fields that the table describes, of whatever thing.</summary>
    public static List<FieldPhrase> Phrases(Table table) => IsDescription(table)
        ? [.. table.Rows.SelectMany(row => Phrase(table, row, FieldColumn(table)))]
        : [.. table.Head.Where(head => head.Length > 0).SelectMany(PhraseReader.ReadBullet)];

    void ReadRows(Table table, int entity, int list)
    {
        var name = "";
        foreach (var row in table.Rows.Where(row => row.Count > entity))
        {
            // The name of the thing is often written in its first row only.
            name = row[entity].Length > 0 ? row[entity] : name;
            var noun = Clauses.Head(name);
            if (noun.Length == 0)
            {
                continue;
            }
            findings.Describe(Noun.Of(noun), list >= 0 && list < row.Count && FieldColumn(table, entity) == list ? PhraseReader.ReadList(row[list]) : Phrase(table, row, FieldColumn(table, entity)));
        }
    }

    static bool IsDescription(Table table) => table.Head.Any(head => _fieldHead.IsMatch(head))
        ? !table.Head.All(head => _fieldHead.IsMatch(head)) || table.Rows.Count > 1
        : NamesItself(table) || table.Head.Any(head => _ruleHead.IsMatch(head)) && table.Head.Any(head => _nameHead.IsMatch(head) || head.Length == 0);

    static int FieldColumn(Table table, int entity = -1)
    {
        foreach (var pattern in (Regex[])[_fieldHead, _listHead, _nameHead])
        {
            if (Column(table, pattern, entity) is >= 0 and var found)
            {
                return found;
            }
        }
        return entity == 0 ? 1 : 0;
    }

    static List<FieldPhrase> Phrase(Table table, IReadOnlyList<string> row, int fieldColumn)
    {
        if (fieldColumn >= row.Count || row[fieldColumn].Length == 0)
        {
            return [];
        }
        var phrases = PhraseReader.ReadBullet(row[fieldColumn]);
        var details = row.Select((cell, at) => (Head: at < table.Head.Count ? table.Head[at] : "", Cell: cell.Trim(), At: at))
            .Where(cell => cell.At != fieldColumn && !_entityHead.IsMatch(cell.Head))
            .Select(cell => Detail(cell.Head, cell.Cell));
        var all = string.Join("; ", details.Where(detail => detail.Length > 0));
        return [.. phrases.Select(phrase => phrase.With(all))];
    }

    /// <summary>A cell in the words of a sentence: "yes" beneath "Required" is "required".</summary>
    static string Detail(string head, string cell) => cell is "" or "-" or "–" or "—" or "n/a" or "none" or "None" ? ""
        : _requiredHead.IsMatch(head) ? (_yes.IsMatch(cell) ? "required" : _no.IsMatch(cell) ? "optional" : cell)
        : _optionalHead.IsMatch(head) ? (_yes.IsMatch(cell) ? "optional" : _no.IsMatch(cell) ? "required" : cell)
        : _uniqueHead.IsMatch(head) ? (_yes.IsMatch(cell) ? "unique" : _no.IsMatch(cell) ? "" : cell)
        : _defaultHead.IsMatch(head) ? $"default {cell}"
        : _optionsHead.IsMatch(head) ? (_limitHint.IsMatch(cell) ? cell : $"one of {cell}")
        : _leastHead.IsMatch(head) ? $"at least {cell}"
        : _greatestHead.IsMatch(head) ? $"at most {cell}{(head.Contains("len", StringComparison.OrdinalIgnoreCase) ? " characters" : "")}"
        : _exampleHead.IsMatch(head) ? ""
        : cell;

    static int Column(Table table, Regex head, int except = -1)
    {
        for (var at = 0; at < table.Head.Count; at++)
        {
            if (at != except && head.IsMatch(table.Head[at]))
            {
                return at;
            }
        }
        return -1;
    }

    static readonly Regex _entityHead = new(@"^(entity|entities|record( type)?|table|object|thing|model|resource|what|belongs to|class)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _fieldHead = new(@"^((?!field|attribute|property|column|custom|data)(?<noun>\p{L}+( \p{L}+)?)\s+)?(fields?|attributes?|property|properties|columns?|field name|attribute name|label)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _listHead = new(@"^(fields|attributes|properties|columns|what we (store|keep|record).*|has|data|details)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _thing = new(@"^\p{L}[\p{L}-]+(\s[\p{L}-]+){0,2}$");

    static readonly Regex _typeHead = new(@"^(types?|data ?type|kind|format)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _nameHead = new(@"^(name|item|what|information|info|detail|title|element|value|data|input)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _ruleHead = new(@"^(types?|kind|data ?type|format|rules?|required\??|mandatory\??|optional\??|constraints?|validation|options|default|remarks?|notes?|description|values|unique\??|comments?|details?|examples?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _requiredHead = new(@"^(required|mandatory|must|needed|obligatory|compulsory|req\.?|must have|not null)\??$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _optionalHead = new(@"^(optional|nullable|may be empty|empty)\??$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _uniqueHead = new(@"^unique\??$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _defaultHead = new(@"^default( value)?s?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _optionsHead = new(@"^(options|values|choices|(allowed|possible|valid) (values|options|choices)|enum)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _leastHead = new(@"^(min(imum)?)( value)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _greatestHead = new(@"^(max(imum)?|limit)\.?( value| len(gth)?)?$|^length$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _exampleHead = new(@"^(examples?|sample|e\.g\.?)( values?)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _limitHint = new(@"\d|\b(characters|at least|at most|any|unique|required)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _yes = new(@"^(yes|y|x|true|required|mandatory|✓|✔|✅|☑|1|must|always|\*)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _no = new(@"^(no|n|false|optional|✗|✘|❌|0|nope|not required)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
