using System.Text;
using System.Text.Encodings.Web;
using Aios.Testing;
using Xunit;

namespace Aios.Acceptance;

/// <summary>A key goes where it belongs and shows nowhere, whatever the other side makes of it. That nothing has shown is seen to by <see cref="AiosProcess"/>.</summary>
public sealed class KeyTests : IDisposable
{
    static readonly string[] _models = ["anthropic/claude-haiku-4-5", "openai/gpt-4o", "openai/gpt-6-sol", "ollama/m", "vllm/m"];

    static readonly string[][] _lookingAround =
    [
        ["models", "--json"], ["providers", "--check", "--json"], ["providers", "--check", "--verbose"], ["doctor", "--check", "--json"], ["doctor", "--check"],
        ["config", "show", "--origin", "--json"], ["config", "validate", "--json"],
    ];

    readonly AiosProcess _aios = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _aios.Dispose();

    [Fact]
    public async Task A_refusal_that_repeats_the_key_is_shown_without_it()
    {
        await using var server = new WireServer((seen, wire, token) => SayAsync(wire, 401, "application/json", Refusal(seen), [("request-id", KeyOf(seen)), ("Retry-After", KeyOf(seen))], token));

        await AskAndLookAroundAsync(server, ended => Assert.Equal(4, ended.Code));

        AssertEveryKeyCame(server);
    }

    [Fact]
    public async Task So_is_a_page_that_does()
    {
        await using var server = new WireServer((seen, wire, token) => SayAsync(
            wire, 200, "text/html", $"<html><title>{KeyOf(seen)}</title><body>Who sent {KeyOf(seen)}, {Convert.ToBase64String(Encoding.UTF8.GetBytes(KeyOf(seen)))}?</body></html>", [], token));

        await AskAndLookAroundAsync(server, ended => Assert.Equal(6, ended.Code));

        AssertEveryKeyCame(server);
    }

    [Fact]
    public async Task So_is_an_error_within_an_answer()
    {
        await using var server = new WireServer((seen, wire, token) => SayAsync(
            wire, 200, "text/event-stream", $"event: error\ndata: {Refusal(seen)}\n\n", [("x-request-id", KeyOf(seen))], token));

        await AskAndLookAroundAsync(server, ended => Assert.NotEqual(0, ended.Code));

        AssertEveryKeyCame(server);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_what_it_says_is_shown_without_the_key()
    {
        await using var elsewhere = WireServer.Saying(200, "application/json", "{}");
        await using var server = new WireServer((seen, wire, token) => SayAsync(
            wire, 307, "text/plain", $"Moved with {KeyOf(seen)}", [("Location", $"{elsewhere.Address}v1/messages?key={Uri.EscapeDataString(KeyOf(seen))}")], token));

        await AskAndLookAroundAsync(server, ended => Assert.Equal(6, ended.Code));

        AssertEveryKeyCame(server);
        Assert.Empty(elsewhere.Seen);
    }

    [Theory]
    [InlineData("--stream", "--jsonl")]
    [InlineData("--no-stream", "--json")]
    [InlineData("--stream", "--verbose")]
    public async Task An_answer_that_says_a_key_is_shown_without_it(string how, string form)
    {
        await RunningEmulator.WhileAsync(["--answers", "echo"], async emulator =>
        {
            Point(emulator.Variables);
            foreach (var model in _models)
            {
                var ended = await _aios.RunAsync(["ask", $"Is {string.Join(" or ", Canaries.Keys.Values)} a key?", "--model", model, how, form], Token);

                Assert.True(ended.Code == 0, ended.Error);
                Assert.True(form == "--jsonl" || ended.Output.Contains("[key] or [key]", StringComparison.Ordinal), ended.Output);
            }

            Assert.All((await emulator.TellAsync("exchanges", Token)).GetProperty("exchanges").EnumerateArray().Where(each => each.GetProperty("method").GetString() == "POST"),
                each => Assert.True(each.GetProperty("has_key").GetBoolean()));
        }, Token);
    }

    [Fact]
    public async Task Keys_in_files_are_not_shown_either_nor_are_mistakes_beside_them()
    {
        foreach (var variable in Canaries.Keys.Keys)
        {
            _aios.Variables[variable] = null;
        }

        var (first, second) = (Canaries.Keys["ANTHROPIC_API_KEY"], Canaries.Keys["OPENAI_API_KEY"]);
        _aios.Folder.Write(".env", $"OPENAI_API_KEY='{second}'\nOPENAI_BASE_URL=http://127.0.0.1:1/v1\n");
        var right = $$$$"""{"providers":{"anthropic":{"endpoints":[{"address":"http://127.0.0.1:1","key":"{{{{first}}}}","headers":{"x-other-token":"{{{{second}}}}"}}]}}}""";
        string[] wrong =
        [
            right.Replace("http://127.0.0.1:1", $"http://me:{second.Replace("/", "", StringComparison.Ordinal)}@127.0.0.1", StringComparison.Ordinal),
            right.Replace("\"address\"", "\"adress\"", StringComparison.Ordinal),
            right.Replace("\"key\":", "\"key\":[", StringComparison.Ordinal),
            right.Replace($"\"{first}\"", $"\"{first}\\n\"", StringComparison.Ordinal),
            right.Replace("\"headers\"", $"\"proxy\":\"{second}\",\"headers\"", StringComparison.Ordinal),
            right[..^3],
        ];

        foreach (var file in wrong.Prepend(right))
        {
            _aios.Folder.Write("home/.config/aios/aios.json", file);
            foreach (var command in (string[][])[["config", "show", "--origin", "--json"], ["doctor", "--check"], ["ask", "Who?", "--model", "anthropic/claude-haiku-4-5", "--verbose", "--json"]])
            {
                await _aios.RunAsync(command, Token);
            }
        }
    }

    async Task AskAndLookAroundAsync(WireServer server, Action<Ended> assert)
    {
        var address = server.Address.ToString().TrimEnd('/');
        Point(new Dictionary<string, string?>
        {
            ["ANTHROPIC_BASE_URL"] = address,
            ["OPENAI_BASE_URL"] = $"{address}/v1",
            ["OLLAMA_HOST"] = address,
            ["VLLM_BASE_URL"] = $"{address}/v1",
        });
        foreach (var (index, model) in _models.Index())
        {
            assert(await _aios.RunAsync(["ask", "Who?", "--model", model, "--verbose", index % 2 == 0 ? "--json" : "--stream"], Token));
        }

        foreach (var command in _lookingAround)
        {
            await _aios.RunAsync(command, Token);
        }
    }

    void Point(IEnumerable<KeyValuePair<string, string?>> variables)
    {
        foreach (var (name, value) in variables)
        {
            _aios.Variables[name] = value;
        }
    }

    /// <summary>Else nothing could have shown.</summary>
    static void AssertEveryKeyCame(WireServer server) =>
        Assert.Equal(Canaries.Keys.Values.Order(), server.Seen.Select(KeyOf).Where(key => key.Length > 0).Distinct().Order());

    static string KeyOf(WireRequestSeen seen) =>
        seen.Headers.TryGetValue("x-api-key", out var key) ? key
        : seen.Headers.TryGetValue("Authorization", out var bearer) ? bearer["Bearer ".Length..]
        : "";

    /// <summary>In the shape of whoever was asked, with the key in every form.</summary>
    static string Refusal(WireRequestSeen seen)
    {
        var message = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode($"Not {string.Join(" nor ", Canaries.Sayings(KeyOf(seen)))}");
        return seen.Path.StartsWith("/api/", StringComparison.Ordinal)
            ? $$"""{"error":"{{message}}"}"""
            : $$$"""{"type":"error","error":{"type":"authentication_error","message":"{{{message}}}","code":"invalid_api_key"}}""";
    }

    static Task SayAsync(System.Net.Sockets.NetworkStream wire, int status, string type, string body, (string Name, string Value)[] headers, CancellationToken token) =>
        WireServer.WriteAsync(wire, status, [new("Content-Type", type), .. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))], Encoding.UTF8.GetBytes(body), cuts: null, token);
}
