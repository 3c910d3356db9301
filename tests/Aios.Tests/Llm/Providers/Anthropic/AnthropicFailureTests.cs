using Aios.Llm.Providers;
using Aios.Testing;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Providers.Anthropic;

public sealed class AnthropicFailureTests
{
    [Theory]
    [InlineData(400, "invalid_request_error", "max_tokens: too large", FailureKind.InvalidRequest)]
    [InlineData(400, "invalid_request_error", "prompt is too long: 208310 tokens > 200000 maximum", FailureKind.ContextTooLong)]
    [InlineData(400, "invalid_request_error", "input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000", FailureKind.ContextTooLong)]
    [InlineData(400, "invalid_request_error", "Your credit balance is too low to access the Anthropic API.", FailureKind.QuotaExhausted)]
    [InlineData(400, "invalid_request_error", "You have reached your specified API usage limits. You will regain access on 2026-01-01.", FailureKind.QuotaExhausted)]
    [InlineData(400, "invalid_request_error", "Output blocked by content filtering policy", FailureKind.Refused)]
    [InlineData(401, "authentication_error", "invalid x-api-key", FailureKind.Unauthorised)]
    [InlineData(402, "billing_error", "Pay first", FailureKind.QuotaExhausted)]
    [InlineData(403, "permission_error", "Not for you", FailureKind.Unauthorised)]
    [InlineData(404, "not_found_error", "model: claude-no", FailureKind.UnknownModel)]
    [InlineData(409, "conflict_error", "Busy", FailureKind.Overloaded)]
    [InlineData(413, "request_too_large", "Request exceeds the maximum size", FailureKind.ContextTooLong)]
    [InlineData(429, "rate_limit_error", "This request would exceed your organization's rate limit", FailureKind.RateLimited)]
    [InlineData(500, "api_error", "Internal server error", FailureKind.Overloaded)]
    [InlineData(504, "timeout_error", "Too slow", FailureKind.TimedOut)]
    [InlineData(529, "overloaded_error", "Overloaded", FailureKind.Overloaded)]
    [InlineData(418, "brand_new_error", "Hm", FailureKind.InvalidRequest)]
    public async Task Each_error_has_its_kind_and_keeps_its_words(int status, string type, string message, FailureKind kind)
    {
        await using var server = WireServer.Saying(
            status, "application/json", $$$"""{"type":"error","error":{"type":"{{{type}}}","message":"{{{message}}}"},"request_id":"req_1"}""");

        var (updates, failure) = await Claude.AskAsync(server, stream: true);

        Assert.Empty(updates);
        Assert.Equal(new Failure(kind, message) { HttpStatus = status, ErrorType = type, RequestId = "req_1" }, failure);
        Assert.Single(server.Seen);
    }

    [Theory]
    [InlineData("""{"error":"model is busy"}""", "model is busy")]
    [InlineData("""{"detail":"Nope"}""", "Nope")]
    [InlineData("""{"message":"Nope","code":7}""", "Nope")]
    [InlineData("""{"error":{"message":"Nope","code":404}}""", "Nope")]
    public async Task Those_who_copied_the_API_are_understood_too(string body, string message)
    {
        await using var server = WireServer.Saying(503, "application/json", body);

        var (_, failure) = await Claude.AskAsync(server, stream: false);

        Assert.Equal((FailureKind.Overloaded, message), (failure!.Kind, failure.Message));
    }

    [Fact]
    public async Task A_limit_that_is_hit_says_how_long_to_wait_and_what_is_left()
    {
        await using var server = WireServer.Saying(
            429, "application/json", """{"type":"error","error":{"type":"rate_limit_error","message":"Slow down"}}""",
            ("retry-after", "12"), ("request-id", "req_2"), ("x-should-retry", "true"),
            ("anthropic-ratelimit-requests-limit", "5"), ("anthropic-ratelimit-requests-remaining", "0"), ("anthropic-ratelimit-requests-reset", "2024-03-26T20:00:00Z"));
        using var provider = Claude.At(server.Address);

        var exception = await Assert.ThrowsAsync<ProviderException>(() =>
            provider.ClientFor(Claude.Model).GetResponseAsync([new ChatMessage(ChatRole.User, "Hi")], null, TestContext.Current.CancellationToken));

        Assert.Equal((TimeSpan.FromSeconds(12), "req_2"), (exception.Failure.RetryAfter, exception.Failure.RequestId));
        var limit = Assert.Single(provider.Limits);
        Assert.Equal(("requests", 5, 0, new DateTimeOffset(2024, 3, 26, 20, 0, 0, TimeSpan.Zero)), (limit.Of, limit.Limit, limit.Remaining, limit.Resets));
    }

    [Fact]
    public async Task The_key_goes_where_the_API_looks_for_it_and_nowhere_else()
    {
        await using var server = WireServer.Saying(401, "application/json", $$$"""{"type":"error","error":{"type":"authentication_error","message":"No such key: {{{Claude.Key}}}"}}""");

        var (_, failure) = await Claude.AskAsync(server, stream: false);

        var seen = Assert.Single(server.Seen);
        Assert.Equal(("POST", "/v1/messages", Claude.Key, "2023-06-01"), (seen.Method, seen.Path, seen.Headers["x-api-key"], seen.Headers["anthropic-version"]));
        Assert.DoesNotContain(Claude.Key, seen.Body);
        Assert.Equal("No such key: [key]", failure?.Message);
    }

    [Fact]
    public async Task Models_are_listed_page_by_page()
    {
        await using WireServer server = new((request, wire, token) => WireServer.WriteAsync(
            wire, 200, [new("Content-Type", "application/json")],
            request.Path.Contains("after_id=b%2F1", StringComparison.Ordinal)
                ? """{"data":[{"id":"c","max_input_tokens":0,"max_tokens":7}],"has_more":false,"last_id":"c"}"""u8.ToArray()
                : """{"data":[{"id":"a"},{"id":"b/1","capabilities":{"image_input":{"supported":false},"thinking":{"supported":true,"types":{"adaptive":{"supported":false},"enabled":{"supported":true}}}}}],"has_more":true,"last_id":"b/1"}"""u8.ToArray(),
            cuts: null, token));
        using var provider = Claude.At(server.Address);

        var models = await provider.DiscoverAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["a", "b/1", "c"], models.Select(model => model.Id));
        Assert.Equal((false, Aios.Llm.Models.Thinking.Budget), (models[1].Capabilities.Images, models[1].Capabilities.Thinking));
        Assert.Equal((null, 7), (models[2].ContextWindow, models[2].MaxOutput));
        Assert.All(server.Seen, seen => Assert.Equal(("GET", Claude.Key), (seen.Method, seen.Headers["x-api-key"])));
    }

    [Theory]
    [InlineData(200, "text/html", "<html><title>Log in</title></html>", FailureKind.Unreachable)]
    [InlineData(200, "application/json", "{", FailureKind.Malformed)]
    [InlineData(200, "application/json", "[]", FailureKind.Malformed)]
    [InlineData(200, "application/json", "{}", FailureKind.Malformed)]
    [InlineData(302, "text/plain", "", FailureKind.Unreachable)]
    [InlineData(529, "application/json", """{"error":{"type":"overloaded_error","message":"Overloaded"}}""", FailureKind.Overloaded)]
    public async Task A_count_that_is_none_is_a_failure(int status, string contentType, string body, FailureKind kind)
    {
        await using var server = WireServer.Saying(status, contentType, body);
        using var provider = Claude.At(server.Address);

        var exception = await Assert.ThrowsAsync<ProviderException>(() =>
            provider.CountAsync(Claude.Model, [new(ChatRole.User, "Hi")], new(), TestContext.Current.CancellationToken));

        Assert.Equal(kind, exception.Failure.Kind);
        Assert.Equal("/v1/messages/count_tokens", server.Seen[0].Path);
    }
}
