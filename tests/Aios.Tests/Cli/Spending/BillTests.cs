using Aios.Cli;
using Aios.Cli.Spending.Exports;
using Aios.Testing;
using Xunit;

namespace Aios.Tests.Cli.Spending;

public sealed class BillTests : IDisposable
{
    static readonly DateOnly _day = new(2026, 3, 10);

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_openai_says_of_tokens_counts_cached_ones_as_input_too() => AssertRead(
        "OpenAI usage",
        """
        {"object":"page","data":[{"object":"bucket","start_time":1773100800,"end_time":1773187200,"results":[
          {"object":"organization.usage.completions.result","input_tokens":1000,"output_tokens":500,"input_cached_tokens":800,"num_model_requests":5,"model":"m"}]}],"has_more":false}
        """,
        new BillLine { Day = _day, Model = "m", Requests = 5, Usage = new() { Input = 200, CacheRead = 800, Output = 500 } });

    [Fact]
    public void What_openai_says_of_money_is_dollars() => AssertRead(
        "OpenAI costs",
        """{"object":"page","data":[{"start_time":1773100800,"results":[{"object":"organization.costs.result","amount":{"value":0.06,"currency":"usd"},"line_item":"m, input"}]}]}""",
        new BillLine { Day = _day, Model = "m", Cost = new(60_000_000) });

    [Fact]
    public void What_anthropic_says_of_tokens_comes_in_buckets() => AssertRead(
        "Anthropic usage",
        """
        {"data":[{"starting_at":"2026-03-10T00:00:00Z","ending_at":"2026-03-11T00:00:00Z","results":[{"uncached_input_tokens":15,"cache_creation":{"ephemeral_1h_input_tokens":10,"ephemeral_5m_input_tokens":5},
          "cache_read_input_tokens":20,"output_tokens":50,"server_tool_use":{"web_search_requests":2},"model":"m"}]}],"has_more":false,"next_page":null}
        """,
        new BillLine { Day = _day, Model = "m", Usage = new() { Input = 15, CacheRead = 20, CacheWrite5m = 5, CacheWrite1h = 10, Output = 50, WebSearches = 2 } });

    [Fact]
    public void What_anthropic_says_of_money_is_cents() => AssertRead(
        "Anthropic costs",
        """{"data":[{"starting_at":"2026-03-10T00:00:00Z","results":[{"currency":"USD","amount":"123.45","model":"m"}]}]}""",
        new BillLine { Day = _day, Model = "m", Cost = new(1_234_500_000) });

    [Fact]
    public void The_table_of_anthropics_console_is_read() => AssertRead(
        "Anthropic console",
        "usage_date_utc,model_version,api_key,workspace,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens\n"
            + "2026-03-10,m,\"a, \"\"b\"\"\",Default,1,2,3,4,5\r\n",
        new BillLine { Day = _day, Model = "m", Usage = new() { Input = 1, CacheWrite5m = 2, CacheWrite1h = 3, CacheRead = 4, Output = 5 } });

    [Fact]
    public void What_the_emulator_would_bill_is_told_by_request() => AssertRead(
        "aios emulate",
        """
        {"exchanges":[{"at":"2026-03-10T23:59:59+00:00","model":"m","request_id":"req_1","usage":{"input":7,"cache_read":0,"cache_write_5m":0,"cache_write_1h":0,"output":3,"reasoning":0},"cost_usd":0.000123},
          {"at":"2026-03-10T23:59:59+00:00","path":"/","model":null,"request_id":"","usage":{},"cost_usd":null}]}
        """,
        new BillLine { RequestId = "req_1", Day = _day, Model = "m", Requests = 1, Usage = new() { Input = 7, Output = 3 }, Cost = new(123_000) });

    [Theory]
    [InlineData("")]
    [InlineData("a,b\n1,2\n")]
    [InlineData("{}")]
    [InlineData("""{"data":[{"starting_at":"2026-03-10T00:00:00Z","results":[{"requests":1}]}]}""")]
    [InlineData("date,cost_usd\nyesterday,1\n")]
    [InlineData("date,cost_usd\n2026-03-10,much\n")]
    public void What_is_no_bill_is_refused(string text) => Assert.Throws<UsageException>(() => Bill.Read(_folder.Write("bill", text)));

    void AssertRead(string format, string text, BillLine line)
    {
        var bill = Bill.Read(_folder.Write("bill", text));

        Assert.Equal(format, bill.Format);
        Assert.Equal([line], bill.Lines);
    }
}
