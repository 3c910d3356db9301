using System.Text.Json;
using Aios.Testing;
using Xunit;

namespace Aios.Acceptance;

/// <summary>A question from the shell, to a vendor that a test plays on this machine.</summary>
public sealed class AskTests : IDisposable
{
    readonly AiosProcess _aios = new() { HasKeys = false };

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _aios.Dispose();

    [Fact]
    public async Task The_answer_is_all_that_goes_to_standard_output()
    {
        await using var vendor = Vendor.Messages();

        var ended = await AskAsync(vendor, ["ask", "Well?"]);

        Assert.Equal((0, "Hello from afar.\n"), (ended.Code, ended.Output));
        Assert.Contains("11 tokens in, 5 out, $0.0", ended.Error, StringComparison.Ordinal);
        Assert.Equal(Vendor.Key, Assert.Single(vendor.Seen).Headers["x-api-key"]);
    }

    [Theory]
    [InlineData("--stream")]
    [InlineData("--no-stream")]
    public async Task A_document_has_the_names_of_the_contract(string how)
    {
        await using var vendor = Vendor.Messages();

        var ended = await AskAsync(vendor, ["ask", "Well?", "--json", how]);

        Assert.True(ended.Code == 0, ended.Output + ended.Error);
        Assert.Equal(
            ["text", "reasoning", "tool_calls", "stop_reason", "provider", "model", "usage", "cost_usd", "seconds", "first_token_seconds", "attempts", "warnings", "saved_usd"],
            ended.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("Hello from afar.", "stop", "anthropic"), (ended.Json.GetProperty("text").GetString(), ended.Json.GetProperty("stop_reason").GetString(), ended.Json.GetProperty("provider").GetString()));
        Assert.Equal(how == "--stream", vendor.Seen[0].Json.TryGetProperty("stream", out var stream) && stream.GetBoolean());
        Assert.True(ended.Json.GetProperty("cost_usd").GetDecimal() > 0);
    }

    [Fact]
    public async Task Lines_are_the_pieces_and_then_the_document()
    {
        await using var vendor = Vendor.Messages();

        var lines = (await AskAsync(vendor, ["ask", "Well?", "--stream", "--jsonl"])).Output.TrimEnd().Split('\n').Select(line => JsonElement.Parse(line)).ToList();

        Assert.Equal(["Hello ", "from afar."], lines[..^1].Select(line => line.GetProperty("text").GetString()));
        Assert.Equal("Hello from afar.", lines[^1].GetProperty("text").GetString());
    }

    [Fact]
    public async Task The_question_can_come_from_standard_input_and_files()
    {
        await using var vendor = Vendor.Messages();

        var ended = await AskAsync(vendor, ["ask", "-", "--file", _aios.Folder.Write("a.txt", "In a file."), "--system", "Be brief.", "--max-tokens", "7"], input: "From afar?");

        Assert.Equal(0, ended.Code);
        var asked = vendor.Seen[0].Json.GetRawText();
        Assert.Contains("From afar?", asked, StringComparison.Ordinal);
        Assert.Contains("In a file.", asked, StringComparison.Ordinal);
        Assert.Contains("Be brief.", asked, StringComparison.Ordinal);
        Assert.Equal(7, vendor.Seen[0].Json.GetProperty("max_tokens").GetInt32());
    }

    [Fact]
    public async Task An_answer_that_was_cut_off_is_warned_of()
    {
        await using var vendor = Vendor.Messages("max_tokens");

        var ended = await AskAsync(vendor, ["ask", "Well?"]);

        Assert.Equal(0, ended.Code);
        Assert.Contains("cut off", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_key_it_says_which_would_do()
    {
        var ended = await _aios.RunAsync(["ask", "Well?", "--json"], Token);

        AssertProblem(ended, 4, "key_missing", "ANTHROPIC_API_KEY");
    }

    [Theory]
    [InlineData(401, "authentication_error", "invalid x-api-key", 4, "key_refused", 1)]
    [InlineData(404, "not_found_error", "model: x", 2, "unknown_model", 1)]
    [InlineData(400, "invalid_request_error", "prompt is too long: 300000 tokens > 200000 maximum", 6, "context_too_long", 1)]
    [InlineData(529, "overloaded_error", "Overloaded", 6, "overloaded", 2)]
    [InlineData(429, "rate_limit_error", "Slow down.", 6, "rate_limited", 6)]
    public async Task A_vendor_s_error_has_its_exit_code_and_a_hint(int status, string type, string message, int exitCode, string code, int tries)
    {
        await using var vendor = Vendor.Failing(status, type, message);

        var ended = await AskAsync(vendor, ["ask", "Well?", "--json"]);

        AssertProblem(ended, exitCode, code, "");
        Assert.InRange(vendor.Seen.Count(seen => seen.Method == "POST"), 1, tries);
    }

    [Fact]
    public async Task A_proxy_s_page_is_no_answer()
    {
        await using var page = WireServer.Saying(200, "text/html", "<html><title>Please log in</title></html>");

        AssertProblem(await AskAsync(page, ["ask", "Well?", "--json"]), 6, "not_the_api", "");
    }

    [Fact]
    public async Task Nobody_there_is_no_answer()
    {
        _aios.Variables["ANTHROPIC_BASE_URL"] = "http://127.0.0.1:1";
        _aios.Variables["ANTHROPIC_API_KEY"] = Vendor.Key;

        AssertProblem(await _aios.RunAsync(["ask", "Well?", "--json"], Token), 6, "unreachable", "providers --check");
    }

    [Fact]
    public async Task A_model_that_is_none_is_answered_with_the_nearest()
    {
        var ended = await _aios.RunAsync(["ask", "Well?", "--model", "openai/gpt-4-o", "--json"], Token);

        AssertProblem(ended, 2, "unknown_model", "aios models");
        Assert.Contains("openai/gpt-4o", ended.Json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ask")]
    [InlineData("ask", "x", "--max-tokens", "0")]
    [InlineData("ask", "x", "--temperature", "3")]
    [InlineData("ask", "x", "--reasoning", "much")]
    [InlineData("ask", "x", "--file", "nowhere.txt")]
    [InlineData("ask", "x", "--schema", "nowhere.json")]
    [InlineData("ask", "x", "--model", "boss=x")]
    [InlineData("ask", "x", "--stream", "--no-stream")]
    public async Task Wrong_usage_is_named(params string[] arguments) => AssertProblem(await _aios.RunAsync([.. arguments, "--json"], Token), 2, "wrong_usage", "");

    /// <summary>Whatever a vendor says back, and however the program talks about it.</summary>
    [Theory]
    [InlineData("--json")]
    [InlineData("--jsonl")]
    [InlineData("--verbose")]
    [InlineData("--stream")]
    public async Task A_key_shows_nowhere_even_if_the_vendor_repeats_it(string how)
    {
        await using var error = Vendor.Failing(401, "authentication_error", $"Incorrect key {Vendor.Key} {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Vendor.Key))}");
        await using var answer = new WireServer((_, wire, token) => Vendor.SayAsync(wire, 200, "application/json", $$$"""
            {"id":"m","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"It is {{{Vendor.Key}}}."}],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}}
            """, token));

        foreach (var vendor in (WireServer[])[error, answer])
        {
            var ended = await AskAsync(vendor, ["ask", "Well?", how]);
            Assert.NotEmpty(ended.Output + ended.Error);
            AssertNoKey(ended);
        }
    }

    Task<Ended> AskAsync(WireServer vendor, string[] arguments, string input = "")
    {
        _aios.Variables["ANTHROPIC_BASE_URL"] = vendor.Address.AbsoluteUri;
        _aios.Variables["ANTHROPIC_API_KEY"] = Vendor.Key;
        return _aios.RunAsync(arguments, Token, input);
    }

    static void AssertProblem(Ended ended, int exitCode, string code, string hint)
    {
        Assert.True(ended.Code == exitCode, ended.Output + ended.Error);
        var error = ended.Json.GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.Contains(hint, error.GetProperty("hint").GetString(), StringComparison.Ordinal);
        AssertNoKey(ended);
    }

    static void AssertNoKey(Ended ended)
    {
        Assert.DoesNotContain("canary", ended.Output + ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("sk-canary"u8), ended.Output + ended.Error, StringComparison.Ordinal);
    }
}
