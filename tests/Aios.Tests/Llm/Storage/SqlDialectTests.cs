using System.Text.RegularExpressions;
using Aios.Testing;
using Xunit;

namespace Aios.Tests.Llm.Storage;

/// <summary>What only SQLite understands stays out of our statements; <c>eng/postgres</c> proves the rest on a server.</summary>
public sealed partial class SqlDialectTests
{
    /// <summary>Who opens the file, and who writes to it: what has no like elsewhere is there and nowhere else.</summary>
    static readonly string[] _ofTheFile = ["src/Aios.Llm/Storage/Database.cs", "src/Aios.Llm/Storage/Writer.cs"];

    static readonly Dictionary<string, Regex> _onlyOfSqlite = new()
    {
        ["on conflict instead"] = new(@"\binsert\s+or\s+\w+|\breplace\s+into\b|\bupdate\s+or\s+\w+\b"),
        ["a target after on conflict"] = new(@"\bon\s+conflict\s+do\s+update\b"),
        ["a key of our own"] = new(@"\b_?rowid_?\b|\boid\b|\bautoincrement\b|\blast_insert_rowid\b"),
        ["no limit at all"] = new(@"\blimit\s+-|\boffset\b.*\blimit\b|\blimit\s+\S+\s*,"),
        ["bigint, text or double precision"] = new(@"\b(?:integer|int|blob|real|datetime|boolean|bool|number|varchar)\b(?=\s*(?:not\s+null|null|primary|unique|default|check|references|,|\)))"),
        ["coalesce"] = new(@"\bifnull\s*\(|\biif\s*\("),
        ["times as milliseconds"] = new(@"\b(?:datetime|strftime|julianday|unixepoch|date)\s*\("),
        ["string_agg, or none"] = new(@"\bgroup_concat\s*\(|\btotal\s*\(|\bprintf\s*\(|\btypeof\s*\(|\bchanges\s*\(|\bhex\s*\(|\bjson_extract\s*\("),
        ["like, or none"] = new(@"\bglob\b|\bcollate\s+nocase\b|\bindexed\s+by\b"),
        ["one ="] = new(@"\bwhere\b[^""]*[^=<>!]==[^=]"),
        ["$1, $2"] = new(@"=\s*[?@:]\w*"),
        ["names without marks"] = new(@"(?:from|into|update|table)\s+[`\[]"),
        ["cast to bigint, not to a name of SQLite's"] = new(@"\bas\s+integer\b"),
        ["a list that is not empty"] = new(@"\bin\s*\(\s*\)"),
        ["the one factory"] = new(@"\bpragma\b|\bbegin\s+(?:immediate|exclusive|deferred)\b|\battach\s+database\b|\bvacuum\b|\bwithout\s+rowid\b|\bstrict\s*;"),
    };

    static readonly string[] _reserved = ["user", "order", "group", "limit", "offset", "end", "table", "column", "check", "default", "analyse", "window", "primary", "references", "when", "then", "desc"];

    [Fact]
    public void No_statement_is_one_that_only_SQLite_understands()
    {
        var texts = Texts().ToList();

        Assert.True(texts.Count > 50, $"{texts.Count} texts");
        Assert.Empty(texts.Where(text => !_ofTheFile.Contains(text.File)).SelectMany(text => Isms(text.Sql).Select(instead => $"{text.File}: {instead}: {text.Sql}")));
    }

    [Fact]
    public void What_has_no_like_elsewhere_is_used_by_who_opens_the_file_and_who_writes_to_it() =>
        Assert.Equal(_ofTheFile, Texts().Where(text => Isms(text.Sql).Any()).Select(text => text.File).Distinct().Order());

    [Fact]
    public void No_table_and_no_column_has_a_name_that_is_reserved_elsewhere()
    {
        var names = Texts().SelectMany(text => Names().Matches(text.Sql).Select(match => match.Groups[1].Value)).ToHashSet();

        Assert.Contains("budget_use", names);
        Assert.Contains("reserved", names);
        Assert.Empty(names.Intersect(_reserved));
    }

    /// <summary>Where more rows may come, an order is said: what SQLite gives without one is the order of its file, and another database's another.</summary>
    [Fact]
    public void What_limits_its_rows_says_in_which_order() =>
        Assert.Empty(Texts().Where(text => Limited().IsMatch(text.Sql) && !text.Sql.Contains("order by", StringComparison.Ordinal)).Select(text => $"{text.File}: {text.Sql}"));

    [Theory]
    [InlineData("insert or ignore into a (b) values ($1)")]
    [InlineData("insert into a (b) values ($1) on conflict do update set b = 1")]
    [InlineData("select rowid from a")]
    [InlineData("select b from a limit -1")]
    [InlineData("select b from a limit 10, 20")]
    [InlineData("create table a (b integer primary key autoincrement)")]
    [InlineData("create table a (b text, c blob not null)")]
    [InlineData("select ifnull(b, 0) from a")]
    [InlineData("select datetime('now')")]
    [InlineData("select group_concat(b) from a")]
    [InlineData("select b from a where b == $1")]
    [InlineData("select b from a where b = @b")]
    [InlineData("select b from a where b = ?")]
    [InlineData("select cast(sum(b) as integer) from a")]
    [InlineData("select b from a where b in ()")]
    [InlineData("begin immediate")]
    [InlineData("pragma synchronous")]
    public void What_only_SQLite_understands_is_found(string sql) => Assert.NotEmpty(Isms(sql));

    [Theory]
    [InlineData("insert into a (b, c) values ($1, $2) on conflict (b) do update set c = excluded.c")]
    [InlineData("select cast(coalesce(sum(b), 0) as bigint) from a where c >= $1 order by c limit $2")]
    [InlineData("create table a (b text primary key, c bigint not null, d double precision)")]
    public void What_both_understand_is_not(string sql) => Assert.Empty(Isms(sql));

    static IEnumerable<string> Isms(string sql) => _onlyOfSqlite.Where(each => each.Value.IsMatch(sql)).Select(each => each.Key);

    /// <summary>Every text that looks like a statement or a part of one, in sources that have to do with sessions.</summary>
    static IEnumerable<(string File, string Sql)> Texts() =>
        from source in Repository.Sources("src")
        where Session().IsMatch(source.Value)
        from Match literal in Literal().Matches(source.Value)
        let sql = literal.Groups["raw"].Success ? literal.Groups["raw"].Value : literal.Groups["text"].Value
        where Statement().IsMatch(sql)
        select (source.Key, sql);

    [GeneratedRegex(@"\bSession\b|\bsession\.")]
    private static partial Regex Session();

    [GeneratedRegex("\"\"\"(?<raw>.*?)\"\"\"|\"(?<text>(?:[^\"\\\\\\r\\n]|\\\\.)*)\"", RegexOptions.Singleline)]
    private static partial Regex Literal();

    /// <summary>In small letters, as ours are: sentences begin with a great one.</summary>
    [GeneratedRegex(@"^\s*(?:\{\w+\}\s*)?(?:select|insert|update|delete|create|alter|drop|with|where|from|on conflict|set|pragma|begin|order by|and|values)\b")]
    private static partial Regex Statement();

    [GeneratedRegex(@"(?:create table (?:if not exists )?|[(,]\s*)(\w+)(?=\s*\(|\s+(?:bigint|text|double precision)\b)")]
    private static partial Regex Names();

    [GeneratedRegex(@"\blimit\b")]
    private static partial Regex Limited();
}
