using System.Globalization;
using Aios.Llm.Models;
using Aios.Testing;
using Xunit;

namespace Aios.Tests.Llm.Models;

/// <summary>The table that <c>models.json</c> is made from says the same, number by number.</summary>
public sealed class PriceTableTests
{
    /// <summary>Cells that are left out of the catalog, by provider, model and column.</summary>
    static readonly string[] _leftOut = ["openai/gpt-5-nano/priority_input"]; // 50 times the standard rate, no output rate beside it

    /// <summary>Cells in which the catalog says otherwise, and what.</summary>
    static readonly Dictionary<string, string> _corrected = new()
    {
        // GET /v1/models says so; and structured outputs came with Opus 4.1 and Sonnet 4.5.
        ["anthropic/claude-opus-4-0/supports_response_schema"] = "0",
        ["anthropic/claude-sonnet-4-0/supports_response_schema"] = "0",
        ["anthropic/claude-3-7-sonnet-latest/supports_response_schema"] = "0",
        ["anthropic/claude-3-haiku/supports_response_schema"] = "0",
        ["anthropic/claude-3-opus-latest/supports_response_schema"] = "0",
        ["anthropic/claude-sonnet-4-6/max_output_tokens"] = "128000",
        // More than 272,000 tokens, as the table has it for the other models; 271,999 is one off.
        ["openai/gpt-5.4/long_ctx_over_tokens"] = "272000",
        ["openai/gpt-5.4-pro/long_ctx_over_tokens"] = "272000",
        ["openai/gpt-5.5/long_ctx_over_tokens"] = "272000",
        ["openai/gpt-5.5-pro/long_ctx_over_tokens"] = "272000",
        ["openai/gpt-5.6-luna/long_ctx_over_tokens"] = "272000",
        ["openai/gpt-5.6-sol/long_ctx_over_tokens"] = "272000",
        ["openai/gpt-5.6-terra/long_ctx_over_tokens"] = "272000",
        ["openai/gpt-6-astra/long_ctx_over_tokens"] = "272000",
    };

    static readonly string? _table =
        new[] { Environment.GetEnvironmentVariable("AIOS_PRICES"), Path.Combine(Repository.Root, "..", "shared", "prices", "prices.csv") }
            .FirstOrDefault(file => !string.IsNullOrEmpty(file) && File.Exists(file));

    [Fact]
    public void Every_row_in_use_equals_its_model()
    {
        Assert.SkipWhen(_table is null, "There is no table of prices at AIOS_PRICES or ../shared/prices/prices.csv.");
        var rows = Rows(File.ReadAllLines(_table)).ToList();
        var used = rows.Where(row => row["use"] == "1").ToList();

        Assert.NotEmpty(used);
        Assert.Equal(used.Count, ModelCatalog.Shipped.All.Count);
        Assert.Empty(used.SelectMany(Differences));
    }

    [Fact]
    public void Every_row_from_before_a_cut_equals_the_price_until_then()
    {
        Assert.SkipWhen(_table is null, "There is no table of prices at AIOS_PRICES or ../shared/prices/prices.csv.");
        var rows = Rows(File.ReadAllLines(_table)).ToList();
        var cuts = rows.Where(row => row["use"] != "1" && row["note"].StartsWith("litellm snapshot predates the ", StringComparison.Ordinal)).ToList();

        Assert.Equal(3, cuts.Count);
        Assert.Empty(cuts.SelectMany(row =>
        {
            var cut = DateOnly.ParseExact(row["note"].Split(' ')[4], "yyyy-MM-dd", CultureInfo.InvariantCulture);
            return PriceDifferences(row, PriceOn(row, cut.AddDays(-1)));
        }));
    }

    static IEnumerable<string> Differences(Dictionary<string, string> row)
    {
        var model = ModelCatalog.Shipped.Find(row["provider"], row["model"]);
        var can = model?.Capabilities;
        var day = row["valid_from"].Length > 0 ? DateOnly.Parse(row["valid_from"], CultureInfo.InvariantCulture) : new(2026, 10, 15);
        (string Column, object? Actual)[] cells =
        [
            ("max_input_tokens", model?.ContextWindow), ("max_output_tokens", model?.MaxOutput), ("prompt_cache_min_tokens", model?.CacheMinimum),
            ("supports_tools", can?.Tools), ("supports_parallel_tools", can?.ParallelTools), ("supports_tool_choice", can?.ToolChoice),
            ("supports_vision", can?.Images), ("supports_pdf", can?.Documents), ("supports_prompt_caching", can?.PromptCaching),
            ("supports_response_schema", can?.Schema), ("supports_web_search", can?.WebSearch), ("supports_assistant_prefill", can?.Prefill),
            ("supports_reasoning", can?.Thinking is { } thinking ? thinking != Thinking.None : null),
            ("retirement_date", model?.RetiresOn),
        ];
        return cells.SelectMany(cell => Difference(row, cell.Column, cell.Actual)).Concat(PriceDifferences(row, PriceOn(row, day)));
    }

    static IEnumerable<string> PriceDifferences(Dictionary<string, string> row, ModelPrice? price)
    {
        (string Column, object? Actual)[] cells =
        [
            ("input_usd_mtok", price?.Standard.Input), ("output_usd_mtok", price?.Standard.Output), ("cache_read_usd_mtok", price?.Standard.CacheRead),
            ("cache_write_5m_usd_mtok", price?.Standard.CacheWrite5m), ("cache_write_1h_usd_mtok", price?.Standard.CacheWrite1h),
            ("long_ctx_over_tokens", price?.LongContext?.Over), ("long_input", price?.LongContext?.Rates.Input), ("long_output", price?.LongContext?.Rates.Output),
            ("long_cache_read", price?.LongContext?.Rates.CacheRead), ("long_cache_write", price?.LongContext?.Rates.CacheWrite5m),
            ("batch_input", price?.Batch?.Input), ("batch_output", price?.Batch?.Output), ("flex_input", price?.Flex?.Input), ("flex_output", price?.Flex?.Output),
            ("priority_input", price?.Priority?.Input), ("priority_output", price?.Priority?.Output), ("web_search_usd_per_1k", price?.WebSearch),
            ("valid_from", price?.ValidFrom), ("source", price?.Source),
        ];
        return cells.SelectMany(cell => Difference(row, cell.Column, cell.Actual));
    }

    /// <summary>An empty cell may be filled from elsewhere in the catalog, but for rates: of these only those for an hour's cache are.</summary>
    static IEnumerable<string> Difference(Dictionary<string, string> row, string column, object? actual)
    {
        var place = $"{row["provider"]}/{row["model"]}/{column}";
        var wanted = _leftOut.Contains(place) ? "" : _corrected.GetValueOrDefault(place, row[column]);
        var isRate = actual is decimal && column != "cache_write_1h_usd_mtok";
        var isSame = actual switch
        {
            _ when wanted.Length == 0 => !isRate,
            bool flag => wanted == (flag ? "1" : "0"),
            DateOnly day => wanted == day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            string text => wanted == text,
            null => false,
            _ => decimal.Parse(wanted, CultureInfo.InvariantCulture) == Convert.ToDecimal(actual, CultureInfo.InvariantCulture),
        };
        if (!isSame)
        {
            yield return $"{place}: the table says '{wanted}', the catalog '{actual}'";
        }
    }

    static ModelPrice? PriceOn(Dictionary<string, string> row, DateOnly day) =>
        ModelCatalog.Shipped.Find(row["provider"], row["model"])?.PriceAt(new(day, new(12, 0), TimeSpan.Zero));

    /// <summary>Only a note, which is the last cell, is ever quoted.</summary>
    static IEnumerable<Dictionary<string, string>> Rows(string[] lines)
    {
        var columns = lines[0].Split(',');
        return lines.Skip(1).Select(line => columns.Zip(line.Split(',', columns.Length), KeyValuePair.Create).ToDictionary());
    }
}
