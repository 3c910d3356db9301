using Aios.Llm.Models;
using Aios.Llm.Providers.OpenAi;
using Xunit;

namespace Aios.Tests.Llm.Providers.OpenAi;

public class OpenAiUsageTests
{
    public static TheoryData<string, Usage> Told => new()
    {
        { """{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}""", new() { Input = 10, Output = 5 } },
        { """{"prompt_tokens":100,"completion_tokens":50,"prompt_tokens_details":{"cached_tokens":60,"cache_write_tokens":30},"completion_tokens_details":{"reasoning_tokens":20}}""", new() { Input = 10, CacheRead = 60, CacheWrite5m = 30, Output = 50, Reasoning = 20 } },
        { """{"input_tokens":100,"output_tokens":50,"input_tokens_details":{"cached_tokens":60,"cache_write_tokens":30},"output_tokens_details":{"reasoning_tokens":20}}""", new() { Input = 10, CacheRead = 60, CacheWrite5m = 30, Output = 50, Reasoning = 20 } },
        { """{"prompt_tokens":100,"completion_tokens":5,"prompt_cache_hit_tokens":64,"prompt_cache_miss_tokens":36}""", new() { Input = 36, CacheRead = 64, Output = 5 } },
        { """{"prompt_tokens":100,"completion_tokens":5,"cache_creation_input_tokens":80,"cache_creation":{"ephemeral_1h_input_tokens":50}}""", new() { Input = 20, CacheWrite5m = 30, CacheWrite1h = 50, Output = 5 } },
        // xAI: reasoning beside the completion; Gemini: the same without saying what it is.
        { """{"prompt_tokens":436,"completion_tokens":68,"total_tokens":652,"completion_tokens_details":{"reasoning_tokens":148}}""", new() { Input = 436, Output = 216, Reasoning = 148 } },
        { """{"prompt_tokens":66,"completion_tokens":6,"total_tokens":100}""", new() { Input = 66, Output = 34, Reasoning = 28 } },
        // More from the cache than was read cannot be.
        { """{"prompt_tokens":347,"completion_tokens":18,"prompt_tokens_details":{"cached_tokens":403}}""", new() { CacheRead = 347, Output = 18 } },
        { """{"prompt_tokens":10,"completion_tokens":5,"num_search_queries":3}""", new() { Input = 10, Output = 5, WebSearches = 3 } },
        { """{"prompt_tokens":7,"total_tokens":7}""", new() { Input = 7 } },
    };

    [Theory]
    [MemberData(nameof(Told))]
    public void Every_token_is_counted_once_and_as_it_is_billed(string usage, Usage expected) =>
        Assert.Equal(expected, OpenAiUsage.Of(Ask.Json(usage)));

    [Theory]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":-1}""")]
    [InlineData("""{"prompt_tokens":-10,"completion_tokens":1}""")]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":"NaN"}""")]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":-3}}""")]
    public void A_count_that_cannot_be_makes_the_usage_unknown(string usage) =>
        Assert.Null(OpenAiUsage.Of(Ask.Json(usage), new() { Input = 10 }));

    [Fact]
    public void What_was_told_before_stands_where_nothing_is_said() =>
        Assert.Equal(new() { Input = 10 }, OpenAiUsage.Of(Ask.Json("{}"), new() { Input = 10 }));
}
