using System.Globalization;
using System.Text.Json;
using Aios.Llm.Spending;

namespace Aios.Cli.Spending.Exports;

/// <summary>The usage and cost reports of OpenAI and Anthropic as their administration APIs answer, and the exchanges of <c>aios emulate</c>.</summary>
static class JsonBill
{
    const decimal NanosPerDollar = 1_000_000_000;
    const decimal NanosPerCent = 10_000_000;

    public static Bill Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("exchanges", out var exchanges))
        {
            return new("aios emulate", [.. exchanges.EnumerateArray().Where(IsBilled).Select(Exchange)]);
        }

        // Pages may be put together into one list.
        var buckets = (root.ValueKind == JsonValueKind.Array ? root.EnumerateArray() : Enumerable.Repeat(root, 1))
            .SelectMany(page => page.TryGetProperty("data", out var data) ? data.EnumerateArray() : throw new FormatException("It has no \"data\"."))
            .ToList();
        var results = buckets.SelectMany(bucket => bucket.GetProperty("results").EnumerateArray().Select(result => (Day: Day(bucket), Result: result))).ToList();
        return results.Count == 0 ? new("an empty report", [])
            : results[0].Result switch
            {
                var result when result.TryGetProperty("uncached_input_tokens", out _) => new("Anthropic usage", [.. results.Select(each => AnthropicUsage(each.Day, each.Result))]),
                var result when result.TryGetProperty("num_model_requests", out _) => new("OpenAI usage", [.. results.Select(each => OpenAiUsage(each.Day, each.Result))]),
                var result when result.TryGetProperty("amount", out var amount) && amount.ValueKind == JsonValueKind.Object => new("OpenAI costs", [.. results.Select(each => OpenAiCost(each.Day, each.Result))]),
                var result when result.TryGetProperty("amount", out _) => new("Anthropic costs", [.. results.Select(each => AnthropicCost(each.Day, each.Result))]),
                _ => throw new FormatException("Its results have neither tokens nor amounts."),
            };
    }

    static bool IsBilled(JsonElement exchange) => Word(exchange, "model") is not null && Word(exchange, "request_id") is { Length: > 0 };

    static BillLine Exchange(JsonElement exchange)
    {
        var usage = exchange.GetProperty("usage");
        return new()
        {
            RequestId = Word(exchange, "request_id"),
            Day = DateOnly.FromDateTime(exchange.GetProperty("at").GetDateTimeOffset().UtcDateTime),
            Model = Word(exchange, "model"),
            Requests = 1,
            Usage = new()
            {
                Input = Count(usage, "input"),
                CacheRead = Count(usage, "cache_read"),
                CacheWrite5m = Count(usage, "cache_write_5m"),
                CacheWrite1h = Count(usage, "cache_write_1h"),
                Output = Count(usage, "output"),
                Reasoning = Count(usage, "reasoning"),
            },
            Cost = exchange.GetProperty("cost_usd") is { ValueKind: JsonValueKind.Number } cost ? new Money((long)(cost.GetDecimal() * NanosPerDollar)) : null,
        };
    }

    static BillLine OpenAiUsage(DateOnly day, JsonElement result) => new()
    {
        Day = day,
        Model = Word(result, "model"),
        Requests = Count(result, "num_model_requests"),
        Usage = new() { Input = Count(result, "input_tokens") - Count(result, "input_cached_tokens"), CacheRead = Count(result, "input_cached_tokens"), Output = Count(result, "output_tokens") },
    };

    static BillLine OpenAiCost(DateOnly day, JsonElement result) => new()
    {
        Day = day,
        Model = Word(result, "line_item")?.Split(',')[0], // "MODEL, input"
        Cost = new Money((long)decimal.Round(Dollars(result.GetProperty("amount").GetProperty("value")) * NanosPerDollar)),
    };

    static BillLine AnthropicUsage(DateOnly day, JsonElement result)
    {
        var written = result.TryGetProperty("cache_creation", out var creation) && creation.ValueKind == JsonValueKind.Object ? creation : default(JsonElement?);
        return new()
        {
            Day = day,
            Model = Word(result, "model"),
            Usage = new()
            {
                Input = Count(result, "uncached_input_tokens"),
                CacheRead = Count(result, "cache_read_input_tokens"),
                CacheWrite5m = written is { } five ? Count(five, "ephemeral_5m_input_tokens") : 0,
                CacheWrite1h = written is { } hour ? Count(hour, "ephemeral_1h_input_tokens") : 0,
                Output = Count(result, "output_tokens"),
                WebSearches = result.TryGetProperty("server_tool_use", out var tools) && tools.ValueKind == JsonValueKind.Object ? Count(tools, "web_search_requests") : 0,
            },
        };
    }

    /// <summary>Its amounts are cents.</summary>
    static BillLine AnthropicCost(DateOnly day, JsonElement result) => new()
    {
        Day = day,
        Model = Word(result, "model"),
        Cost = new Money((long)decimal.Round(Dollars(result.GetProperty("amount")) * NanosPerCent)),
    };

    static DateOnly Day(JsonElement bucket) => DateOnly.FromDateTime(
        bucket.TryGetProperty("starting_at", out var at) ? at.GetDateTimeOffset().UtcDateTime
        : DateTimeOffset.FromUnixTimeSeconds(bucket.GetProperty("start_time").GetInt64()).UtcDateTime);

    static decimal Dollars(JsonElement amount) => amount.ValueKind == JsonValueKind.String
        ? decimal.Parse(amount.GetString() ?? "", NumberStyles.Float, CultureInfo.InvariantCulture)
        : amount.GetDecimal();

    static string? Word(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static long Count(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : 0;
}
