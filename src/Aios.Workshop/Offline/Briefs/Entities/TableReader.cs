using System.Text.RegularExpressions;
using Aios.Workshop.Offline.Briefs.Fields;
using Aios.Workshop.Offline.Briefs.Language;
using Aios.Workshop.Offline.Briefs.Outlines;

namespace Aios.Workshop.Offline.Briefs.Entities;

/// <summary>Reads tables of fields: one row each, or as the head of a table with examples.</summary>
sealed partial class TableReader(Findings findings)
{
    public void Read(Table table, Noun? subject)
    {
        var entity = Column(table, EntityHead());
        var list = Column(table, ListHead());
        if (entity >= 0 && ((Regex[])[FieldHead(), ListHead(), NameHead()]).Any(head => Column(table, head, entity) >= 0))
        {
            ReadRows(table, entity, list);
        }
        else if (subject is not null)
        {
            findings.Describe(subject, Phrases(table));
        }
    }

    /// <summary>The thing that the head of the table names: <c>Vehicle field</c>.</summary>
    public static Noun? Subject(Table table) => table.Head.Select(head => FieldHead().Match(head)).FirstOrDefault(head => head.Groups["noun"].Length > 0) is { } found
        ? Noun.Of(found.Groups["noun"].Value)
        : null;

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

    static bool IsDescription(Table table) => table.Head.Any(head => FieldHead().IsMatch(head))
        ? !table.Head.All(head => FieldHead().IsMatch(head)) || table.Rows.Count > 1
        : table.Head.Any(head => RuleHead().IsMatch(head)) && table.Head.Any(head => NameHead().IsMatch(head) || head.Length == 0);

    static int FieldColumn(Table table, int entity = -1)
    {
        foreach (var pattern in (Regex[])[FieldHead(), ListHead(), NameHead()])
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
            .Where(cell => cell.At != fieldColumn && !EntityHead().IsMatch(cell.Head))
            .Select(cell => Detail(cell.Head, cell.Cell));
        var all = string.Join("; ", details.Where(detail => detail.Length > 0));
        return [.. phrases.Select(phrase => phrase.With(all))];
    }

    /// <summary>A cell in the words of a sentence: "yes" beneath "Required" is "required".</summary>
    static string Detail(string head, string cell) => cell is "" or "-" or "–" or "—" or "n/a" or "none" or "None" ? ""
        : RequiredHead().IsMatch(head) ? (Yes().IsMatch(cell) ? "required" : No().IsMatch(cell) ? "optional" : cell)
        : OptionalHead().IsMatch(head) ? (Yes().IsMatch(cell) ? "optional" : No().IsMatch(cell) ? "required" : cell)
        : UniqueHead().IsMatch(head) ? (Yes().IsMatch(cell) ? "unique" : No().IsMatch(cell) ? "" : cell)
        : DefaultHead().IsMatch(head) ? $"default {cell}"
        : OptionsHead().IsMatch(head) ? (LimitHint().IsMatch(cell) ? cell : $"one of {cell}")
        : LeastHead().IsMatch(head) ? $"at least {cell}"
        : GreatestHead().IsMatch(head) ? $"at most {cell}{(head.Contains("len", StringComparison.OrdinalIgnoreCase) ? " characters" : "")}"
        : ExampleHead().IsMatch(head) ? ""
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

    [GeneratedRegex(@"^(entity|entities|record( type)?|table|object|thing|model|resource|what|belongs to|class)$", RegexOptions.IgnoreCase)]
    private static partial Regex EntityHead();

    [GeneratedRegex(@"^((?!field|attribute|property|column|custom|data)(?<noun>\p{L}+( \p{L}+)?)\s+)?(fields?|attributes?|property|properties|columns?|field name|attribute name|label)$", RegexOptions.IgnoreCase)]
    private static partial Regex FieldHead();

    [GeneratedRegex(@"^(fields|attributes|properties|columns|what we (store|keep|record).*|has|data|details)$", RegexOptions.IgnoreCase)]
    private static partial Regex ListHead();

    [GeneratedRegex(@"^(name|item|what|information|detail|title|element|value|data|input)$", RegexOptions.IgnoreCase)]
    private static partial Regex NameHead();

    [GeneratedRegex(@"^(types?|kind|data ?type|format|rules?|required\??|mandatory\??|optional\??|constraints?|validation|options|default|remarks?)$", RegexOptions.IgnoreCase)]
    private static partial Regex RuleHead();

    [GeneratedRegex(@"^(required|mandatory|must|needed|obligatory|compulsory|req\.?|must have|not null)\??$", RegexOptions.IgnoreCase)]
    private static partial Regex RequiredHead();

    [GeneratedRegex(@"^(optional|nullable|may be empty|empty)\??$", RegexOptions.IgnoreCase)]
    private static partial Regex OptionalHead();

    [GeneratedRegex(@"^unique\??$", RegexOptions.IgnoreCase)]
    private static partial Regex UniqueHead();

    [GeneratedRegex(@"^default( value)?s?$", RegexOptions.IgnoreCase)]
    private static partial Regex DefaultHead();

    [GeneratedRegex(@"^(options|values|choices|(allowed|possible|valid) (values|options|choices)|enum)$", RegexOptions.IgnoreCase)]
    private static partial Regex OptionsHead();

    [GeneratedRegex(@"^(min(imum)?)( value)?$", RegexOptions.IgnoreCase)]
    private static partial Regex LeastHead();

    [GeneratedRegex(@"^(max(imum)?|limit)\.?( value| len(gth)?)?$|^length$", RegexOptions.IgnoreCase)]
    private static partial Regex GreatestHead();

    [GeneratedRegex(@"^(examples?|sample|e\.g\.?)( values?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ExampleHead();

    [GeneratedRegex(@"\d|\b(characters|at least|at most|any|unique|required)\b", RegexOptions.IgnoreCase)]
    private static partial Regex LimitHint();

    [GeneratedRegex(@"^(yes|y|x|true|required|mandatory|✓|✔|✅|☑|1|must|always|\*)\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex Yes();

    [GeneratedRegex(@"^(no|n|false|optional|✗|✘|❌|0|nope|not required)$", RegexOptions.IgnoreCase)]
    private static partial Regex No();
}
