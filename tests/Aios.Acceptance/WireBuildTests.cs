using System.Text.Json;
using Aios.Testing;
using Xunit;

namespace Aios.Acceptance;

/// <summary>A whole build over each vendor's wire: what comes out works, and costs what the other side has billed.</summary>
public sealed class WireBuildTests : IDisposable
{
    /// <summary>Our buckets, and the emulator's that belong in them.</summary>
    static readonly (string Ours, string[] Theirs)[] _buckets =
        [("input", ["input"]), ("cache_read", ["cache_read"]), ("cache_write", ["cache_write_5m", "cache_write_1h"]), ("output", ["output"]), ("reasoning", ["reasoning"])];

    static readonly string _brief = Path.Combine(Repository.Root, "examples", "todo.md");

    readonly AiosProcess _aios = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _aios.Dispose();

    [Fact]
    public async Task Over_Anthropics_by_itself_as_soon_as_there_is_a_key()
    {
        var (report, bill) = await BuildAsync(model: null, ["anthropic"], ["anthropic"]);

        Assert.True(bill.GetProperty("cost_usd").GetDecimal() > 0);
        Assert.True(report.GetProperty("usage").GetProperty("cache_read").GetInt64() > 0); // the prompts are marked for it
        Assert.True(report.GetProperty("usage").GetProperty("cache_write").GetInt64() > 0);
    }

    [Fact]
    public async Task Over_OpenAIs_Chat_Completions_and_once_more_for_nothing_where_answers_may_be_given_again()
    {
        _aios.Folder.Write("home/.config/aios/aios.json", """{ "cache": { "kinds": ["*"] } }""");

        var (report, bill) = await BuildAsync("openai/gpt-4o", ["openai"], ["openai-chat"]);
        var again = await _aios.RunAsync(["build", _brief, "--output", "again", "--json", "--model", "openai/gpt-4o"], Token); // nobody is there any more

        var cost = bill.GetProperty("cost_usd").GetDecimal();
        Assert.True(cost > 0);
        Assert.True(report.GetProperty("usage").GetProperty("cache_read").GetInt64() > 0);
        Assert.True(again.Code == 0, again.Output + again.Error);
        AssertVerified(again.Json, ["openai"]);
        Assert.Equal(0, again.Json.GetProperty("cost_usd").GetDecimal());
        Assert.Equal(cost, (await _aios.RunAsync(["cache", "--json"], Token)).Json.GetProperty("saved_usd").GetDecimal());
    }

    [Fact]
    public async Task What_could_cost_more_than_is_allowed_is_not_asked() => await RunningEmulator.WhileAsync(["--answers", "offline"], async emulator =>
    {
        Point(emulator);

        var ended = await _aios.RunAsync(["build", _brief, "--output", "application", "--json", "--model", "openai/gpt-4o", "--max-cost", "0.01"], Token);

        Assert.True(ended.Code == 5, ended.Output + ended.Error);
        Assert.Equal("budget", ended.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(0, (await emulator.TellAsync("bill", Token)).GetProperty("exchanges").GetInt32());
    }, Token);

    [Fact]
    public async Task Over_OpenAIs_Responses()
    {
        var (report, bill) = await BuildAsync("openai/gpt-6-sol", ["openai"], ["openai-responses"]);

        Assert.True(bill.GetProperty("cost_usd").GetDecimal() > 0);
        Assert.True(report.GetProperty("usage").GetProperty("cache_read").GetInt64() > 0);
    }

    [Fact]
    public async Task Over_Ollamas_which_is_free()
    {
        _aios.Variables["OLLAMA_API_KEY"] = null; // with a key it is somebody else's machine, and costs nobody knows what

        var (_, bill) = await BuildAsync("ollama/emulated", ["ollama"], ["ollama"]);

        Assert.Equal(0, bill.GetProperty("cost_usd").GetDecimal());
    }

    [Fact]
    public async Task Over_all_of_them_at_once()
    {
        _aios.Variables["OLLAMA_API_KEY"] = null;

        var (report, bill) = await BuildAsync(
            "cto=anthropic/claude-sonnet-5-5,backend=openai/gpt-4o,frontend=openai/gpt-6-sol,qa=ollama/emulated,devops=anthropic/claude-haiku-4-5",
            ["anthropic", "ollama", "openai"],
            ["anthropic", "ollama", "openai-chat", "openai-responses"]);

        Assert.True(bill.GetProperty("cost_usd").GetDecimal() > 0);
        Assert.All(report.GetProperty("tasks").EnumerateArray(), task => Assert.Equal(
            task.GetProperty("specialist").GetString() switch { "cto" or "devops" => "anthropic", "qa" => "ollama", _ => "openai" },
            task.GetProperty("provider").GetString()));
    }

    /// <param name="model">Null leaves the choice to the program.</param>
    async Task<(JsonElement Report, JsonElement Bill)> BuildAsync(string? model, string[] providers, string[] dialects)
    {
        var (report, bill) = (default(JsonElement), default(JsonElement));
        await RunningEmulator.WhileAsync(["--answers", "offline"], async emulator =>
        {
            Point(emulator);
            var ended = await _aios.RunAsync(
                ["build", _brief, "--output", "application", "--json", .. model is null ? (string[])[] : ["--model", model]], Token);

            Assert.True(ended.Code == 0, ended.Output + ended.Error);
            (report, bill) = (ended.Json, await emulator.TellAsync("bill", Token));
            AssertVerified(report, providers);
            AssertBilled(report, bill, [.. (await emulator.TellAsync("exchanges", Token)).GetProperty("exchanges").EnumerateArray()], dialects);
        }, Token);
        Assert.Equal(
            bill.GetProperty("cost_usd").GetDecimal(),
            (await _aios.RunAsync(["spend", "--json"], Token)).Json.GetProperty("total").GetProperty("cost_usd").GetDecimal());
        return (report, bill);
    }

    void Point(RunningEmulator emulator)
    {
        foreach (var (name, value) in emulator.Variables.Append(new("AIOS_MODEL", null)))
        {
            _aios.Variables[name] = value;
        }
    }

    static void AssertVerified(JsonElement report, string[] providers)
    {
        Assert.Equal("verified", report.GetProperty("status").GetString());
        Assert.Equal(9, report.GetProperty("checks").GetArrayLength());
        Assert.All(report.GetProperty("checks").EnumerateArray(), check => Assert.True(check.GetProperty("passed").GetBoolean(), check.ToString()));
        Assert.Equal(providers, report.GetProperty("providers").EnumerateArray().Select(provider => provider.GetString()));
    }

    /// <summary>The emulator counts what it was sent and what it said, never what we make of it.</summary>
    static void AssertBilled(JsonElement report, JsonElement bill, JsonElement[] exchanges, string[] dialects)
    {
        JsonElement[] answers = [.. exchanges.Where(exchange => exchange.GetProperty("usage").GetProperty("output").GetInt64() > 0)];
        Assert.Equal(report.GetProperty("tasks").EnumerateArray().Sum(task => task.GetProperty("attempts").GetInt32()), answers.Length);
        Assert.Equal(dialects, answers.Select(answer => answer.GetProperty("dialect").GetString()).Distinct().Order());
        Assert.All(answers, answer => Assert.True(answer.GetProperty("finished").GetBoolean() && answer.GetProperty("streamed").GetBoolean(), answer.ToString()));
        Assert.All(answers, answer => Assert.Equal(PriceList.CostOf(answer), answer.GetProperty("cost_usd").GetDecimal()));

        Assert.Equal(answers.Sum(PriceList.CostOf), bill.GetProperty("cost_usd").GetDecimal());
        Assert.Equal(0, bill.GetProperty("unknown_costs").GetInt32());
        Assert.Equal(bill.GetProperty("cost_usd").GetDecimal(), report.GetProperty("cost_usd").GetDecimal());
        Assert.Equal(0, report.GetProperty("unknown_calls").GetInt32());
        Assert.Equal(
            _buckets.Select(bucket => (bucket.Ours, bucket.Theirs.Sum(its => bill.GetProperty("usage").GetProperty(its).GetInt64()))),
            _buckets.Select(bucket => (bucket.Ours, report.GetProperty("usage").GetProperty(bucket.Ours).GetInt64())));
    }
}
