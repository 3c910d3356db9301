using System.Globalization;
using System.Text.Json.Nodes;
using Aios.Llm.Caching;
using Aios.Llm.Models;
using Aios.Llm.Spending;

namespace Aios.Cli.Spending;

/// <summary>What some attempts came to.</summary>
sealed record SpendRow
{
    public static IReadOnlyList<string> Head { get; } = ["CALLS", "ATTEMPTS", "INPUT", "CACHED", "WRITTEN", "OUTPUT", "COST", "UNKNOWN", "SAVED"];

    public required string Name { get; init; }

    public required int Calls { get; init; }

    public required int Attempts { get; init; }

    public required Usage Usage { get; init; }

    /// <summary>Of the attempts whose cost is known.</summary>
    public required Money Known { get; init; }

    /// <summary>Attempts whose cost nobody knows, those that go on among them.</summary>
    public required int Unknown { get; init; }

    /// <summary>What is set aside for these; nothing for those without a price.</summary>
    public required Money AtMost { get; init; }

    /// <summary>What answers that were already paid for would have cost again.</summary>
    public required Money Saved { get; init; }

    public IReadOnlyList<string> Cells =>
    [
        Name, Count(Calls), Count(Attempts), Count(Usage.Input), Count(Usage.CacheRead), Count(Usage.CacheWrite), Count(Usage.Output),
        Known.ToString(), Unknown == 0 ? "" : $"{Unknown} (at most {AtMost})", Saved == Money.Zero ? "" : Saved.ToString(),
    ];

    /// <summary>A row for each group of attempts, or of answers that were given again, in the order of their names.</summary>
    /// <param name="by">What a group has in common.</param>
    public static IReadOnlyList<SpendRow> Of(IReadOnlyCollection<LedgerEntry> entries, IReadOnlyCollection<ReusedAnswer> reused, Func<Spent, string> by)
    {
        var asked = entries.ToLookup(entry => by(Spent.Of(entry.Reservation.Intent)));
        var given = reused.ToLookup(answer => by(Spent.Of(answer)));
        return [.. asked.Select(group => group.Key).Union(given.Select(group => group.Key)).Order(StringComparer.Ordinal).Select(name => Of(name, [.. asked[name]], [.. given[name]]))];
    }

    public static SpendRow Of(string name, IReadOnlyCollection<LedgerEntry> entries, IReadOnlyCollection<ReusedAnswer> reused)
    {
        var unknown = entries.Where(entry => entry.Settlement?.Cost is null).ToList();
        return new()
        {
            Name = name,
            Calls = entries.Select(entry => entry.Reservation.Intent.Call).Distinct().Count(),
            Attempts = entries.Count,
            Usage = entries.Aggregate(Usage.None, (sum, entry) => sum + (entry.Settlement?.Usage ?? Usage.None)),
            Known = entries.Aggregate(Money.Zero, (sum, entry) => sum + (entry.Settlement?.Cost ?? Money.Zero)),
            Unknown = unknown.Count,
            AtMost = unknown.Aggregate(Money.Zero, (sum, entry) => sum + entry.Counted),
            Saved = reused.Aggregate(Money.Zero, (sum, answer) => sum + answer.Saved),
        };
    }

    public JsonObject ToJson(string by) => new()
    {
        [by] = Name,
        ["calls"] = Calls,
        ["attempts"] = Attempts,
        ["usage"] = new JsonObject
        {
            ["input"] = Usage.Input,
            ["cache_read"] = Usage.CacheRead,
            ["cache_write"] = Usage.CacheWrite,
            ["output"] = Usage.Output,
            ["reasoning"] = Usage.Reasoning,
        },
        ["cost_usd"] = Known.Dollars,
        ["unknown_attempts"] = Unknown,
        ["unknown_at_most_usd"] = AtMost.Dollars,
        ["saved_usd"] = Saved.Dollars,
    };

    public static IEnumerable<string> Csv(string by, IEnumerable<SpendRow> rows) =>
        rows.Select(row => string.Join(',', (string[])
            [
                Quoted(row.Name), Count(row.Calls), Count(row.Attempts), Count(row.Usage.Input), Count(row.Usage.CacheRead), Count(row.Usage.CacheWrite), Count(row.Usage.Output), Count(row.Usage.Reasoning),
                Dollars(row.Known), Count(row.Unknown), Dollars(row.AtMost), Dollars(row.Saved),
            ]))
            .Prepend($"{by},calls,attempts,input,cache_read,cache_write,output,reasoning,cost_usd,unknown_attempts,unknown_at_most_usd,saved_usd");

    static string Quoted(string text)
    {
        text = text.Length > 0 && text[0] is '=' or '+' or '@' ? $"'{text}" : text; // a table program would take it for a formula
        return text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    static string Dollars(Money amount) => amount.Dollars.ToString("0.00#######", CultureInfo.InvariantCulture);
}
