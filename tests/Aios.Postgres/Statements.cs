using System.Text.RegularExpressions;
using Aios.Testing;
using Npgsql;

namespace Aios.Postgres;

/// <summary>The statements that our code executes, and those that its sources have.</summary>
static partial class Statements
{
    // Of SQLite's own file: who opens it and who writes to it. Everything else has to be understood by both.
    static readonly string[] _ofTheFile = ["pragma", "begin immediate"];
    static readonly string[] _ofTransactions = ["begin", "commit", "rollback", "savepoint", "release"];
    static readonly string[] _ofTables = ["create", "alter", "drop"];

    public static bool IsOfTheFile(string sql) => Begins(sql, _ofTheFile);

    /// <summary>It can be prepared: no server prepares what begins or ends transactions and makes tables.</summary>
    public static bool IsPlain(string sql) => !IsOfTheFile(sql) && !Begins(sql, _ofTransactions) && !Begins(sql, _ofTables);

    /// <exception cref="ProofException">The server does not understand one.</exception>
    public static void Prepare(string server, IEnumerable<string> statements)
    {
        using NpgsqlConnection connection = new(server);
        connection.Open();
        List<string> refused = [];
        foreach (var sql in statements)
        {
            try
            {
                using NpgsqlCommand prepare = new($"prepare it as {sql}", connection);
                prepare.ExecuteNonQuery();
                using NpgsqlCommand forget = new("deallocate it", connection);
                forget.ExecuteNonQuery();
            }
            catch (PostgresException exception)
            {
                refused.Add($"{exception.MessageText}: {sql}");
            }
        }

        Proof.That(refused.Count == 0, string.Join('\n', refused));
    }

    /// <summary>The beginnings of all statements in our sources, as far as nothing is put into them.</summary>
    public static IReadOnlyList<string> InSources() =>
    [
        .. Repository.Sources("src").Where(source => source.Value.Contains("ession", StringComparison.Ordinal))
            .SelectMany(source => Literal().Matches(source.Value).Select(match => Plain(match.Groups["sql"].Value)))
            .Where(sql => sql.Length > "delete from".Length && IsPlain(sql)).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>On one line, as it may be compared.</summary>
    public static string Plain(string sql) => Blank().Replace(sql, " ").Trim();

    static bool Begins(string sql, string[] words) => words.Any(word => Plain(sql) == word || Plain(sql).StartsWith($"{word} ", StringComparison.Ordinal));

    /// <summary>In quotes, or in raw ones from a line on.</summary>
    [GeneratedRegex("""(?<=")(?:\s*)(?<sql>(?:select|insert|update|delete)\s[^"{]*)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
