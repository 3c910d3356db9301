using System.Text.Json;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Testing;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Providers.Ollama;

/// <summary>Answers that nobody recorded, in the shapes that Ollama's documents and reports describe.</summary>
public sealed class OllamaAnswerTests
{
    const string First = """{"model":"m","created_at":"2026-01-02T03:04:05.1Z","message":{"role":"assistant","content":"Half an "},"done":false}""";
    const string Call = """{"model":"m","created_at":"2026-01-02T03:04:05.2Z","message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"weather","arguments":{"city":"Paris"}}},{"function":{"name":"weather","arguments":{"city":"Rome"}}}]},"done":false}""";
    const string Last = """{"model":"m","created_at":"2026-01-02T03:04:05.3Z","message":{"role":"assistant","content":"answer"},"done":true,"done_reason":"stop","prompt_eval_count":12,"prompt_eval_cached_count":5,"eval_count":3}""";

    [Fact]
    public async Task Usage_has_each_token_in_one_bucket()
    {
        var (updates, _) = await SaidAsync(First, Last);

        var usage = Assert.Single(updates.SelectMany(update => update.Contents).OfType<UsageContent>());
        Assert.Equal(new Usage { Input = 7, CacheRead = 5, Output = 3 }, Usage.Of(usage.Details));
        Assert.Equal("Half an answer", updates.ToChatResponse().Text);
        Assert.Equal("stop", updates[^1].AdditionalProperties?[AnswerProperties.StopReason]);
    }

    [Fact]
    public async Task An_answer_without_counts_has_no_usage()
    {
        var (updates, failure) = await SaidAsync("""{"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"load"}""");

        Assert.Null(failure);
        Assert.Empty(updates.SelectMany(update => update.Contents));
        Assert.Equal("load", Assert.Single(updates).FinishReason?.Value);
    }

    [Fact]
    public async Task Calls_without_ids_get_their_own_the_same_each_time()
    {
        var (updates, _) = await SaidAsync(Call, Last);
        var (again, _) = await SaidAsync(Call, Last);

        var ids = Ids(updates);
        Assert.Equal(2, ids.Distinct().Count());
        Assert.Equal(ids, Ids(again));
        Assert.NotEqual(ids, Ids((await SaidAsync(Call.Replace("05.2Z", "05.9Z", StringComparison.Ordinal), Last)).Updates));
        Assert.Equal(ChatFinishReason.ToolCalls, updates[^1].FinishReason);
        Assert.Equal("stop", updates[^1].AdditionalProperties?[AnswerProperties.StopReason]);

        static List<string> Ids(IEnumerable<ChatResponseUpdate> updates) => [.. updates.SelectMany(update => update.Contents).OfType<FunctionCallContent>().Select(call => call.CallId)];
    }

    [Theory]
    [InlineData("""{"city":"Paris"}""", null)]
    [InlineData("\"{\\\"city\\\":\\\"Paris\\\"}\"", null)] // some servers before models write text
    [InlineData("null", "null")]
    [InlineData("[1]", "[1]")]
    public async Task Arguments_are_an_object_or_said_to_be_none(string arguments, string? raw)
    {
        var (updates, _) = await SaidAsync($$$"""{"model":"m","message":{"tool_calls":[{"id":"c","function":{"name":"weather","arguments":{{{arguments}}}}}]},"done":true,"done_reason":"stop","eval_count":1}""");

        var call = Assert.Single(updates.SelectMany(update => update.Contents).OfType<FunctionCallContent>());
        Assert.Equal(raw, call.RawArguments);
        Assert.Equal(raw is null ? "Paris" : null, call.Arguments?["city"]?.ToString());
    }

    [Fact]
    public async Task An_error_in_a_stream_that_began_well_is_a_failure()
    {
        var (updates, failure) = await SaidAsync(First, """{"error":"an error was encountered while running the model"}""");

        Assert.Equal((FailureKind.Overloaded, "an error was encountered while running the model", 200), (failure?.Kind, failure?.Message, failure?.HttpStatus));
        Assert.Equal("Half an ", updates.ToChatResponse().Text);
    }

    [Fact]
    public async Task A_cut_stream_is_no_answer()
    {
        var (updates, failure) = await SaidAsync(First);

        Assert.Equal(FailureKind.Truncated, failure?.Kind);
        Assert.Equal("Half an ", updates.ToChatResponse().Text);
    }

    [Fact]
    public async Task A_whole_answer_that_is_not_done_is_none()
    {
        await using var server = WireServer.Saying(200, "application/json", First);
        Assert.Equal(FailureKind.Truncated, (await OllamaAsked.AskAsync(server, stream: false)).Failure?.Kind);
    }

    [Theory]
    [InlineData("""{"ok":true}""")]
    [InlineData("[]")]
    public async Task What_is_no_answer_of_Ollamas_is_malformed(string body)
    {
        await using var server = WireServer.Saying(200, "application/json", body);
        Assert.Equal(FailureKind.Malformed, (await OllamaAsked.AskAsync(server, stream: false)).Failure?.Kind);
    }

    [Fact]
    public async Task Nothing_is_awaited_after_the_end()
    {
        await using WireServer server = new(async (_, wire, token) =>
        {
            await wire.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n"u8.ToArray(), token);
            await wire.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Last + "\n"), token);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        });

        var (updates, failure) = await OllamaAsked.AskAsync(server);

        Assert.Null(failure);
        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
    }

    [Theory]
    [InlineData(404, """{"error":"model 'm' not found"}""", FailureKind.UnknownModel, "ollama pull m")]
    [InlineData(401, """{"error":"unauthorized"}""", FailureKind.Unauthorised, "ollama signin")]
    [InlineData(429, """{"error":"too many requests"}""", FailureKind.RateLimited, null)]
    [InlineData(429, """{"error":"you have reached your weekly usage limit"}""", FailureKind.QuotaExhausted, null)]
    [InlineData(400, """{"error":"\"m\" does not support tools"}""", FailureKind.InvalidRequest, null)]
    [InlineData(400, """{"error":"the prompt is longer than the context length currently available to the model; shorten the prompt"}""", FailureKind.ContextTooLong, null)]
    [InlineData(400, """{"error":"{\"error\":{\"code\":400,\"message\":\"request (8889 tokens) exceeds the available context size (4096 tokens), try increasing it\"}}"}""", FailureKind.ContextTooLong, null)]
    [InlineData(500, """{"error":"llama runner process has terminated"}""", FailureKind.Overloaded, null)]
    [InlineData(503, """{"error":"server busy, please try again.  maximum pending requests exceeded"}""", FailureKind.Overloaded, null)]
    public async Task An_error_is_told_by_its_status_and_words(int status, string body, FailureKind kind, string? hint)
    {
        await using var server = WireServer.Saying(status, "application/json", body);
        var (_, failure) = await OllamaAsked.AskAsync(server);

        using var json = JsonDocument.Parse(body);
        Assert.Equal((kind, status, json.RootElement.GetProperty("error").GetString()), (failure?.Kind, failure?.HttpStatus, failure?.Message));
        Assert.Equal(hint is not null, failure?.Hint is not null);
        Assert.Contains(hint ?? "", failure?.Hint ?? "", StringComparison.Ordinal);
    }

    static async Task<(IReadOnlyList<ChatResponseUpdate> Updates, Failure? Failure)> SaidAsync(params string[] lines)
    {
        await using var server = WireServer.Saying(200, "application/x-ndjson", string.Concat(lines.Select(line => line + "\n")));
        return await OllamaAsked.AskAsync(server);
    }

    [Theory]
    [InlineData("\"prompt_eval_count\":-1,\"eval_count\":1")]
    [InlineData("\"prompt_eval_count\":3,\"eval_count\":\"NaN\"")]
    public async Task A_count_that_cannot_be_makes_the_usage_unknown(string counts)
    {
        var (updates, failure) = await SaidAsync("{\"message\":{\"content\":\"Hi\"},\"done\":true,\"done_reason\":\"stop\"," + counts + "}");

        Assert.Null(failure);
        Assert.Empty(updates.SelectMany(update => update.Contents).OfType<UsageContent>());
    }
}
