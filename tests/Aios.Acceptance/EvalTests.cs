using System.Text.Json;
using Aios.Llm.Routing;
using Aios.Testing;
using Aios.Workshop.Evaluation;
using Aios.Workshop.Planning;
using Aios.Workshop.Specialists;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Aios.Acceptance;

/// <summary>Every specialist on every provider: what is written is checked for real, and costs what the other side has billed.</summary>
public sealed class EvalTests : IDisposable
{
    static readonly string[] _providers = ["anthropic", "offline", "ollama", "openai"];

    readonly AiosProcess _aios = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _aios.Dispose();

    /// <remarks>Checking an application is what takes long; whoever has written it, the checks are the same.</remarks>
    [Theory]
    [InlineData(null, "cto", "devops")]
    [InlineData("openai", "qa", "backend", "frontend")]
    public async Task Everybody_who_can_be_asked_is_tried_and_the_costs_are_those_of_the_bill(string? provider, params string[] specialists) => await RunningEmulator.WhileAsync(["--answers", "offline"], async emulator =>
    {
        PointAt(emulator);

        var ended = await _aios.RunAsync(["eval", "specialists", "--yes", "--json", .. provider is null ? Array.Empty<string>() : ["--provider", provider], "--specialist", .. specialists], Token);

        Assert.True(ended.Code == 0, ended.Output + ended.Error);
        var report = ended.Json;
        Assert.Equal("passed", report.GetProperty("status").GetString());
        JsonElement[] trials = [.. report.GetProperty("trials").EnumerateArray()];
        Assert.Equal(
            from specialist in specialists.Order() from asked in provider is null ? _providers : [provider] select (specialist, asked),
            trials.Select(trial => (Text(trial, "specialist"), Text(trial, "provider"))).Order());
        Assert.All(trials, trial => Assert.Equal("passed", Text(trial, "outcome")));
        Assert.All(trials, trial => Assert.NotEmpty(trial.GetProperty("checks").EnumerateArray()));
        Assert.All(trials.SelectMany(trial => trial.GetProperty("checks").EnumerateArray()), check => Assert.True(check.GetProperty("passed").GetBoolean(), check.ToString()));

        await AssertBilledAsync(emulator, report, trials);
        var folder = _aios.Folder[$"home/.local/share/aios/evals/{Text(report, "eval_id")}"];
        Assert.Equal(JsonSerializer.Serialize(report), JsonSerializer.Serialize(JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "report.json"), Token))));
        Assert.Equal(["answers", "report.json"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order());
    }, Token);

    [Fact]
    public async Task Nobody_is_asked_for_money_that_was_not_agreed_to() => await RunningEmulator.WhileAsync(["--answers", "offline"], async emulator =>
    {
        PointAt(emulator);

        var ended = await _aios.RunAsync(["eval", "specialists", "--json", "--specialist", "cto"], Token);

        Assert.Equal((5, "budget"), (ended.Code, Text(ended.Json.GetProperty("error"), "code")));
        Assert.Contains("anthropic/", ended.Error, StringComparison.Ordinal); // the estimate
        Assert.Equal(0, (await emulator.TellAsync("bill", Token)).GetProperty("usage").GetProperty("output").GetInt64());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_aios.Folder["home/.local/share/aios/evals"]));
    }, Token);

    [Fact]
    public async Task Within_a_limit_only_those_are_asked_who_cannot_go_beyond_it() => await RunningEmulator.WhileAsync(["--answers", "offline"], async emulator =>
    {
        PointAt(emulator);

        var ended = await _aios.RunAsync(["eval", "specialists", "--json", "--max-cost", "0.01", "--specialist", "cto"], Token);

        Assert.Equal(5, ended.Code);
        Assert.Equal(
            [("anthropic", "over_budget"), ("offline", "passed"), ("ollama", "passed"), ("openai", "over_budget")],
            ended.Json.GetProperty("trials").EnumerateArray().Select(trial => (Text(trial, "provider"), Text(trial, "outcome"))).Order());
        Assert.Equal(0m, (await emulator.TellAsync("bill", Token)).GetProperty("cost_usd").GetDecimal());
    }, Token);

    [Fact]
    public async Task Who_is_not_there_keeps_nobody_from_being_tried()
    {
        _aios.Variables["ANTHROPIC_API_KEY"] = _aios.Variables["OPENAI_API_KEY"] = null;

        var ended = await _aios.RunAsync(["eval", "specialists", "--json", "--specialist", "cto"], Token);

        Assert.Equal(6, ended.Code);
        Assert.Equal(
            [("offline", "passed"), ("ollama", "unanswered"), ("vllm", "unanswered")],
            ended.Json.GetProperty("trials").EnumerateArray().Select(trial => (Text(trial, "provider"), Text(trial, "outcome"))).Order());
    }

    [Fact]
    public async Task Files_that_do_not_work_fail_and_the_reason_is_told()
    {
        using TempFolder folder = new();
        Dictionary<string, Func<string, string>> mistakes = new()
        {
            ["backend/app/routers/todos.py"] = Mistakes.Replace("status_code=201", "status_code=200"),
            ["frontend/src/entities/todo.ts"] = Mistakes.Replace("path: \"todos\"", "path: 3"),
            ["backend/tests/test_todos_create.py"] = text => text.Replace("def test_", "def untested_", StringComparison.Ordinal),
            ["compose.yaml"] = Mistakes.Replace("build: ./backend", "build: ./bakend"),
        };
        var (workflow, team, clock) = (Workflow.Load("web-app"), Team.Load(), TimeProvider.System);
        var trials = await new SpecialistTrials(workflow, team, Mistakes.VerifierIn(folder), clock).PrepareAsync(["backend", "frontend", "qa", "devops"], folder["reference"], Token);
        TrialRunner runner = new(workflow, team, new(clock, NullLogger<Router>.Instance), folder["work"], folder["answers"], _ => "0123456789abcdef", clock);
        var rows = await runner.RunAsync(TrialPlan.Of(trials, [Candidate.Of(Mistakes.RouteTo(mistakes))], clock.GetUtcNow()), limit: null, Token).ToListAsync(Token);

        Assert.All(rows, row => Assert.Equal(TrialOutcome.Failed, row.Outcome));
        Assert.Equal(
            [("backend", "backend-tests endpoints-answer"), ("frontend", "typescript-compiles"), ("qa", "backend-tests"), ("devops", "deployment-files")],
            rows.Select(row => (row.Planned.Trial.Specialist, string.Join(' ', row.Verdicts.Where(verdict => !verdict.Passed && verdict.Name is not ("frontend-tests" or "frontend-builds")).Select(verdict => verdict.Name).Order()))));
        Assert.Contains("bakend", rows[3].Reason, StringComparison.Ordinal);
    }

    /// <summary>What was asked is the emulator's to say, never ours.</summary>
    static async Task AssertBilledAsync(RunningEmulator emulator, JsonElement report, JsonElement[] trials)
    {
        var bill = await emulator.TellAsync("bill", Token);
        Assert.True(bill.GetProperty("cost_usd").GetDecimal() > 0);
        Assert.Equal(bill.GetProperty("cost_usd").GetDecimal(), report.GetProperty("cost_usd").GetDecimal());
        JsonElement[] exchanges = [.. (await emulator.TellAsync("exchanges", Token)).GetProperty("exchanges").EnumerateArray()];
        foreach (var provider in _providers.Except(["offline"]))
        {
            JsonElement[] billed = [.. exchanges.Where(exchange => Text(exchange, "provider") == provider && exchange.GetProperty("usage").GetProperty("output").GetInt64() > 0)];
            JsonElement[] told = [.. trials.Where(trial => Text(trial, "provider") == provider)];
            Assert.Equal(billed.Length, told.Sum(trial => trial.GetProperty("attempts").GetInt32()));
            Assert.Equal(billed.Sum(exchange => exchange.GetProperty("cost_usd").GetDecimal()), told.Sum(trial => trial.GetProperty("cost_usd").GetDecimal()));
            Assert.All((string[])["input", "cache_read", "output"], bucket => Assert.Equal(
                billed.Sum(exchange => exchange.GetProperty("usage").GetProperty(bucket).GetInt64()),
                told.Sum(trial => trial.GetProperty("usage").GetProperty(bucket).GetInt64())));
        }
    }

    void PointAt(RunningEmulator emulator)
    {
        foreach (var (name, value) in emulator.Variables)
        {
            _aios.Variables[name] = value;
        }

        _aios.Variables["OLLAMA_API_KEY"] = null; // with a key it is somebody else's machine, and costs nobody knows what
        _aios.Variables["VLLM_BASE_URL"] = null; // it lists no price
    }

    static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();
}
