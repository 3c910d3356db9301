using Aios.Llm.Hosting;
using Aios.Llm.Models;
using Aios.Llm.Routing.Learning;
using Aios.Llm.Spending;
using Aios.Llm.Storage;
using Aios.Testing;
using Xunit;

namespace Aios.Acceptance;

/// <summary>Whom a question would be asked, what was learned of arms, and how models do: commands that only look.</summary>
public sealed class RouteTests : IAsyncDisposable
{
    readonly AiosProcess _aios = new() { HasKeys = false };
    readonly WireServer _server = WireServer.Saying(200, "application/json", """{"object":"list","data":[{"id":"large","object":"model"},{"id":"small","object":"model"}]}""");

    public RouteTests()
    {
        _aios.Folder.Write(Path.Combine("things", "aios.json"), $$"""
            {
              "providers": { "ours": { "api": "chat", "endpoints": [ { "address": "{{_server.Address}}v1" } ] } },
              "models": [
                { "provider": "ours", "id": "large", "context_window": 100000, "max_output": 1000, "prices": [ { "input": 10, "output": 50 } ] },
                { "provider": "ours", "id": "small", "context_window": 100000, "max_output": 1000, "prices": [ { "input": 0.1, "output": 0.5 } ] }
              ],
              "routing": { "policy": "cheapest", "models": ["ours/*"], "experiments": [ { "name": "sizes", "kinds": ["backend/*"], "arms": [ { "name": "one", "model": "ours/large" }, { "name": "two", "model": "ours/small" } ] } ] }
            }
            """);
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    string Home => _aios.Folder["things"];

    string File => Path.Combine(Home, "aios.db");

    public ValueTask DisposeAsync()
    {
        _aios.Dispose();
        return _server.DisposeAsync();
    }

    [Fact]
    public async Task Where_there_is_no_database_none_is_made()
    {
        var plan = await RunAsync("route", "Where?");

        Assert.True(plan.Code == 0, plan.Output + plan.Error);
        Assert.Equal(["ours/small", "ours/large"], Routes(plan, "routes"));
        Assert.Equal(0, (await RunAsync("experiments")).Code);
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task Who_could_cost_more_than_is_left_is_refused_with_the_reason()
    {
        Assert.Equal(0, (await RunAsync("budget", "set", "installation", "0.01")).Code);
        var before = await System.IO.File.ReadAllBytesAsync(File, Token);

        var some = await RunAsync("route", "Where?");

        Assert.Equal((0, "ours/small", "ours/large"), (some.Code, Assert.Single(Routes(some, "routes")), Assert.Single(Routes(some, "refused"))));
        Assert.Contains("$0.01 are left", some.Json.GetProperty("refused")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File, Token));

        await RunAsync("budget", "set", "installation", "0.000001");
        var none = await _aios.RunAsync(["--home", Home, "route", "Where?"], Token);
        Assert.Equal(5, none.Code);
        Assert.Contains("No route may be asked.", none.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_soft_limit_turns_to_what_is_cheap()
    {
        await RunAsync("budget", "set", "specialist:qa", "10", "--soft", "0");

        var plan = await RunAsync("route", "Where?", "--specialist", "qa", "--policy", "best");

        Assert.Contains("soft limit", plan.Json.GetProperty("because").GetString(), StringComparison.Ordinal);
        Assert.Equal(["ours/small", "ours/large"], Routes(plan, "routes"));
    }

    [Fact]
    public async Task What_earlier_attempts_have_shown_of_a_route_is_reckoned_with()
    {
        await AttemptAsync("large", "answered", 4);
        var plan = await RunAsync("route", "Where?");

        bool? IsAssumed(string route) => plan.Json.GetProperty("routes").EnumerateArray().Single(each => each.GetProperty("route").GetString() == route).GetProperty("seconds_assumed").GetBoolean();
        Assert.Equal((true, false), (IsAssumed("ours/small"), IsAssumed("ours/large")));
    }

    [Fact]
    public async Task Everything_that_makes_a_question_is_understood_as_by_ask()
    {
        var longer = await RunAsync("route", "Where?", "--system", new string('x', 4000), "--max-tokens", "7", "--reasoning", "low");
        var shorter = await RunAsync("route", "Where?");

        static long Input(Ended plan) => plan.Json.GetProperty("routes")[0].GetProperty("input_tokens").GetInt64();
        Assert.True(Input(longer) >= Input(shorter) + 1000, longer.Output + longer.Error);
        Assert.Equal(2, (await RunAsync("route", "Where?", "--model", "qa=small")).Code);
        Assert.Equal(2, (await RunAsync("ask", "Where?", "--model", "qa=small")).Code);
    }

    [Fact]
    public async Task Arms_are_shown_with_what_their_checks_have_found()
    {
        await using (var database = Database.Open(File, RouterInstallation.Schemas, TimeProvider.System))
        {
            LessonBook book = new(database);
            foreach (var passed in (bool[])[true, true, false])
            {
                await book.KeepAsync(new Lesson.Checked("backend/router", "ours/large", TimeProvider.System.GetUtcNow(), passed) { Arm = new("sizes", "one"), Dollars = 0.5, Seconds = 3 }, Token);
            }
        }

        var arms = (await RunAsync("experiments")).Json.GetProperty("arms").EnumerateArray().ToDictionary(arm => arm.GetProperty("arm").GetString() ?? "");

        Assert.Equal((3, 2, 0.5), (arms["one"].GetProperty("checked").GetInt32(), arms["one"].GetProperty("passed").GetInt32(), arms["one"].GetProperty("cost_usd").GetDouble()));
        Assert.True(arms["one"].GetProperty("rate_from").GetDouble() < 2.0 / 3 && arms["one"].GetProperty("rate_to").GetDouble() > 2.0 / 3);
        Assert.Equal(0, arms["two"].GetProperty("checked").GetInt32());
        Assert.Contains("EXPERIMENT", (await _aios.RunAsync(["--home", Home, "experiments"], Token)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_watches_sees_how_models_do_until_interrupted()
    {
        await AttemptAsync("large", "answered", 4);
        await AttemptAsync("large", "overloaded", 0);
        TaskCompletionSource shown = new(TaskCreationOptions.RunContinuationsAsynchronously);

        var watched = await _aios.RunAsync(
            ["--home", Home, "--jsonl", "providers", "--watch"],
            Token,
            meanwhile: async process =>
            {
                await shown.Task.WaitAsync(Token);
                await Shell.RunAsync($"kill -INT {process.Id}", "/", Token);
            },
            heard: output =>
            {
                if (output.Contains('\n', StringComparison.Ordinal))
                {
                    shown.TrySetResult();
                }
            });

        var first = System.Text.Json.JsonDocument.Parse(watched.Output.Split('\n')[0]).RootElement;
        var route = Assert.Single(first.GetProperty("routes").EnumerateArray());
        Assert.Equal(("ours", "large", 1, 2), (route.GetProperty("provider").GetString(), route.GetProperty("model").GetString(), route.GetProperty("last_hour").GetProperty("answered").GetInt32(), route.GetProperty("last_hour").GetProperty("asked").GetInt32()));
        Assert.Equal("overloaded", route.GetProperty("last_failure").GetProperty("outcome").GetString());
        Assert.Equal(130, watched.Code);
    }

    async Task AttemptAsync(string model, string outcome, int seconds)
    {
        var at = TimeProvider.System.GetUtcNow();
        await using var database = Database.Open(File, RouterInstallation.Schemas, TimeProvider.System);
        await using var ledger = await SqliteLedger.OpenAsync(database, TimeProvider.System, null, Token);
        var reservation = await ledger.ReserveAsync(
            new() { Call = Guid.CreateVersion7(at), Attempt = 1, Spender = Spender.Anyone, Provider = "ours", Endpoint = "default", Model = model, Kind = "question", Worst = new(1), At = at }, Token);
        await ledger.SettleAsync(reservation, new()
        {
            Outcome = outcome,
            Usage = seconds > 0 ? new() { Input = 10, Output = 100 } : Usage.None,
            Cost = new(1),
            Took = TimeSpan.FromSeconds(seconds),
            FirstPiece = seconds > 0 ? TimeSpan.FromSeconds(1) : null,
            At = at,
        });
    }

    static IEnumerable<string?> Routes(Ended ended, string member) => ended.Json.GetProperty(member).EnumerateArray().Select(each => each.GetProperty("route").GetString());

    Task<Ended> RunAsync(params string[] words) => _aios.RunAsync(["--home", Home, "--json", .. words], Token);
}
