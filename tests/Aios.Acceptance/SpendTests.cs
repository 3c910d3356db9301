using Aios.Llm.Caching;
using Aios.Llm.Hosting;
using Aios.Llm.Spending;
using Aios.Llm.Storage;
using Aios.Testing;
using Xunit;

namespace Aios.Acceptance;

/// <summary>What was spent and may be spent, from the command line.</summary>
public sealed class SpendTests : IDisposable
{
    readonly AiosProcess _aios = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    string Home => _aios.Folder["money"];

    public void Dispose() => _aios.Dispose();

    [Fact]
    public async Task A_budget_is_set_shown_and_removed_and_all_of_it_remembered()
    {
        var set = await RunAsync("budget", "set", "installation", "10", "--month", "--soft", "8");
        var standing = Assert.Single(set.Json.GetProperty("budgets").EnumerateArray());
        Assert.Equal((10m, 8m, 10m), (standing.GetProperty("limit_usd").GetDecimal(), standing.GetProperty("soft_usd").GetDecimal(), standing.GetProperty("left_usd").GetDecimal()));

        Assert.Equal(0, (await RunAsync("budget", "remove", "installation", "--month")).Code);
        Assert.Empty((await RunAsync("budget", "show")).Json.GetProperty("budgets").EnumerateArray());
        Assert.Equal(["set", "removed"], (await RunAsync("budget", "history")).Json.GetProperty("history").EnumerateArray().Select(each => each.GetProperty("what").GetString()));
        Assert.Equal(2, (await RunAsync("budget", "remove", "installation", "--month")).Code);
    }

    [Fact]
    public async Task Every_mistake_in_a_budget_is_named()
    {
        var refused = await RunAsync("budget", "set", "nowhere", "much", "--soft", "-", "--day", "--month");

        Assert.Equal(2, refused.Code);
        Assert.All((string[])["nowhere", "much", "--soft", "--month"], word => Assert.Contains(word, refused.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_spent_is_summed_up_and_settled_by_the_bill()
    {
        var at = new DateTimeOffset(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
        await using (var database = Database.Open(Path.Combine(Home, "aios.db"), [LedgerSchema.Schema], TimeProvider.System))
        await using (var ledger = await SqliteLedger.OpenAsync(database, TimeProvider.System, null, Token))
        {
            foreach (var (request, cost) in ((string, long?)[])[("req_1", 1_000_000), ("req_2", null)])
            {
                var reservation = await ledger.ReserveAsync(
                    new()
                    {
                        Call = Guid.CreateVersion7(at),
                        Attempt = 1,
                        Spender = new() { Run = "r1" },
                        Provider = "p",
                        Endpoint = "default",
                        Model = "m",
                        Kind = "question",
                        Worst = new(9_000_000),
                        At = at,
                    },
                    Token);
                await ledger.SettleAsync(reservation, new() { Outcome = "answered", Usage = new() { Input = 3 }, Cost = cost is null ? null : new(cost.Value), RequestId = request, Took = TimeSpan.Zero, At = at });
            }
        }

        var row = Assert.Single((await RunAsync("spend", "--by", "model")).Json.GetProperty("rows").EnumerateArray());
        Assert.Equal(("p/m", 0.001m, 1), (row.GetProperty("model").GetString(), row.GetProperty("cost_usd").GetDecimal(), row.GetProperty("unknown_attempts").GetInt32()));

        var bill = _aios.Folder.Write("bill.csv", "request_id,at,model,cost_usd\nreq_1,2026-03-10T12:00:00Z,m,0.001\nreq_2,2026-03-10T12:00:00Z,m,0.004\n");
        var reconciled = await RunAsync("spend", "reconcile", bill);
        Assert.Equal(0, reconciled.Code);
        Assert.True(Assert.Single(reconciled.Json.GetProperty("settled").EnumerateArray()).GetProperty("done").GetBoolean());

        Assert.Equal(0.005m, (await RunAsync("spend", "--since", "2026-03-10", "--until", "2026-03-10")).Json.GetProperty("total").GetProperty("cost_usd").GetDecimal());
        Assert.Empty((await RunAsync("spend", "--since", "2026-03-11")).Json.GetProperty("rows").EnumerateArray());
    }

    [Fact]
    public async Task What_had_no_price_is_settled_once_there_is_one()
    {
        await using (var database = Database.Open(Path.Combine(Home, "aios.db"), RouterInstallation.Schemas, TimeProvider.System))
        await using (var ledger = await SqliteLedger.OpenAsync(database, TimeProvider.System, null, Token))
        {
            var at = new DateTimeOffset(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
            Intent intent = new() { Call = Guid.CreateVersion7(at), Attempt = 1, Spender = Spender.Anyone, Provider = "ours", Endpoint = "default", Model = "new", Kind = "question", Worst = null, At = at };
            foreach (var outcome in (string[])["answered", "truncated"])
            {
                var reservation = await ledger.ReserveAsync(intent, Token);
                await ledger.SettleAsync(reservation, new() { Outcome = outcome, Usage = new() { Input = 1000, Output = 500 }, Cost = null, Took = TimeSpan.Zero, At = at });
            }
        }

        Assert.Empty((await RunAsync("spend", "reprice")).Json.GetProperty("settled").EnumerateArray());
        await RunAsync("budget", "set", "installation", "1");
        _aios.Folder.Write(Path.Combine("money", "aios.json"), """
            {
              "providers": { "ours": { "api": "chat", "endpoints": [ { "address": "http://127.0.0.1:1/v1" } ] } },
              "models": [ { "provider": "ours", "id": "new", "context_window": 1000, "prices": [ { "input": 3, "output": 10 } ] } ]
            }
            """);

        Assert.False(Assert.Single((await RunAsync("spend", "reprice", "--dry-run")).Json.GetProperty("settled").EnumerateArray()).GetProperty("done").GetBoolean());
        var settled = (await RunAsync("spend", "reprice")).Json;
        Assert.Equal(0.008m, Assert.Single(settled.GetProperty("settled").EnumerateArray()).GetProperty("cost_usd").GetDecimal());
        Assert.Equal(1, settled.GetProperty("unknown_attempts").GetInt32()); // nobody knows how much of what broke off is billed
        var total = (await RunAsync("spend")).Json.GetProperty("total");
        Assert.Equal((0.008m, 1), (total.GetProperty("cost_usd").GetDecimal(), total.GetProperty("unknown_attempts").GetInt32()));
        Assert.Equal(0.992m, Assert.Single((await RunAsync("budget", "show")).Json.GetProperty("budgets").EnumerateArray()).GetProperty("left_usd").GetDecimal());
        Assert.Empty((await RunAsync("spend", "reprice")).Json.GetProperty("settled").EnumerateArray());
    }

    [Fact]
    public async Task What_was_saved_is_shown_beside_what_was_spent()
    {
        var at = new DateTimeOffset(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
        await using (var database = Database.Open(Path.Combine(Home, "aios.db"), RouterInstallation.Schemas, TimeProvider.System))
        {
            KeptAnswer kept = new() { Key = "k", Provider = "p", Model = "m", Kind = "question", Call = Guid.CreateVersion7(at), Cost = new(2_000_000), At = at, Serves = true, Body = "{}" };
            await new AnswerCache(database).BookAsync(kept, Guid.CreateVersion7(at), new() { Run = "r1" }, task: null, at, Token);
        }

        var row = Assert.Single((await RunAsync("spend", "--by", "run")).Json.GetProperty("rows").EnumerateArray());
        Assert.Equal(("r1", 0m, 0.002m), (row.GetProperty("run").GetString(), row.GetProperty("cost_usd").GetDecimal(), row.GetProperty("saved_usd").GetDecimal()));
        Assert.EndsWith(",0.00,0,0.00,0.002", (await _aios.RunAsync(["--home", Home, "spend", "--csv"], Token)).Output.Trim(), StringComparison.Ordinal);
        Assert.Contains("SAVED", (await _aios.RunAsync(["--home", Home, "spend"], Token)).Output, StringComparison.Ordinal);
        Assert.Empty((await RunAsync("spend", "--since", "2026-03-11")).Json.GetProperty("rows").EnumerateArray());
    }

    [Fact]
    public async Task A_damaged_ledger_is_said_to_be_that()
    {
        await RunAsync("budget", "show");
        await File.WriteAllTextAsync(Path.Combine(Home, "aios.db"), new string('x', 9000), Token);

        var refused = await RunAsync("spend");

        Assert.Equal(1, refused.Code);
        Assert.Equal("storage", refused.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("damaged", refused.Output, StringComparison.Ordinal);
    }

    Task<Ended> RunAsync(params string[] words) => _aios.RunAsync(["--home", Home, "--json", .. words], Token);
}
