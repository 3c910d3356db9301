using System.Globalization;
using System.Text.Json;
using Aios.Llm.Hosting;
using Aios.Llm.Spending;
using Aios.Llm.Storage;
using Aios.Testing;
using Aios.Workshop.Running;
using Xunit;

namespace Aios.Acceptance;

/// <summary>Builds over a vendor's wire whose process is killed again and again, at any moment. A longer campaign: eng/kill.</summary>
public sealed class KillTests : IDisposable
{
    const int InFlight = 8;
    const int KillsOfARun = 7;

    static readonly string _brief = Path.Combine(Repository.Root, "examples", "todo.md");

    readonly AiosProcess _aios = new();
    readonly ITestOutputHelper _said;
    readonly Random _random;
    readonly int _kills;

    public KillTests(ITestOutputHelper said)
    {
        var seed = Number("AIOS_SEED") ?? Environment.TickCount;
        (_said, _random, _kills) = (said, new(seed), Number("AIOS_KILLS") ?? 20);
        said.WriteLine($"AIOS_SEED={seed} AIOS_KILLS={_kills}");
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _aios.Dispose();

    [Fact]
    public async Task However_often_a_run_is_killed_it_ends_verified_and_no_answer_is_paid_twice()
    {
        await RunningEmulator.WhileAsync(["--answers", "offline"], async emulator =>
        {
            Point(emulator);
            var undisturbed = await BuildAsync("undisturbed");
            Assert.True(undisturbed.Code == 0, undisturbed.Output + undisturbed.Error);
        }, Token);

        var (kills, runs, unknown) = (0, 0, 0);
        for (; kills < _kills; runs++)
        {
            await RunningEmulator.WhileAsync(["--answers", "offline", "--speed", "900", "--first-token", "0.2"], async emulator =>
            {
                Point(emulator);
                var its = await KillAgainAndAgainAsync($"killed-{runs}", Math.Min(KillsOfARun, _kills - kills));
                Assert.True(its > 0);
                kills += its;
                unknown += await AssertPaidOnceAsync(await emulator.TellAsync("bill", Token), its);
                Assert.Equal(Files("undisturbed"), Files($"killed-{runs}"));
            }, Token);
        }

        _said.WriteLine($"{kills} kills of {runs} runs: every run verified, 0 answers paid twice, {unknown} attempts unknown");
    }

    /// <returns>How often it was killed.</returns>
    async Task<int> KillAgainAndAgainAsync(string output, int kills)
    {
        string[] build = ["build", _brief, "--output", output, "--model", "anthropic/claude-haiku-4-5", "--max-parallel", $"{InFlight}"];
        var killed = 0;
        var ended = await KilledAsync(killed < kills, build);
        while (ended.Code == 137)
        {
            killed++;
            ended = await KilledAsync(killed < kills, HasBegun() ? ["resume"] : build);
        }

        Assert.True(ended.Code == 0, ended.Output + ended.Error);
        Assert.Equal("verified", JsonElement.Parse(ended.Output.TrimEnd().Split('\n')[^1]).GetProperty("status").GetString());
        return killed;
    }

    /// <summary>When it has told so much: mostly while answers come in, now and then while it is checked and delivered.</summary>
    async Task<Ended> KilledAsync(bool kill, string[] arguments)
    {
        TaskCompletionSource enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var lines = _random.Next(8) == 0 ? _random.Next(1200) : _random.Next(250);
        var after = TimeSpan.FromMilliseconds(_random.Next(100));
        return await _aios.RunAsync(
            [.. arguments, "--jsonl"],
            Token,
            heard: said => _ = said.Count('\n') >= lines && enough.TrySetResult(),
            meanwhile: async process =>
            {
                await Task.WhenAny(process.WaitForExitAsync(Token), enough.Task);
                await Task.Delay(after, TimeProvider.System, Token);
                if (kill && !process.HasExited)
                {
                    process.Kill();
                }
            });
    }

    bool HasBegun()
    {
        var file = DatabaseFile;
        if (!File.Exists(file))
        {
            return false;
        }

        var database = Database.Open(file, [.. RouterInstallation.Schemas, RunJournal.Schema], TimeProvider.System);
        try
        {
            return new RunJournal(database, TimeProvider.System).List() is [{ Status: RunStatus.Running }, ..];
        }
        finally
        {
            database.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <returns>How many attempts nobody knows the cost of.</returns>
    async Task<int> AssertPaidOnceAsync(JsonElement bill, int kills)
    {
        await using var database = Database.Open(DatabaseFile, [.. RouterInstallation.Schemas, RunJournal.Schema], TimeProvider.System);
        await using var ledger = await SqliteLedger.OpenAsync(database, TimeProvider.System, null, Token);
        var run = new RunJournal(database, TimeProvider.System).List()[0].Id;
        var entries = ledger.Entries(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Where(entry => entry.Reservation.Intent.Spender.Run == run).ToList();

        Assert.All(entries.GroupBy(entry => entry.Reservation.Intent.Call), call => // an answer is the last that is tried of its call
            Assert.All(call.Where(entry => entry.HasAnswered), answered => Assert.Equal(call.Max(entry => entry.Reservation.Intent.Attempt), answered.Reservation.Intent.Attempt)));
        var unknown = entries.Where(entry => entry.IsUnknown).ToList();
        Assert.InRange(unknown.Count, 0, InFlight * kills);

        // The other side has billed what is known, and of what is not known no more than was set aside.
        var known = entries.Where(entry => !entry.IsUnknown).Sum(entry => entry.Counted.Dollars);
        Assert.InRange(bill.GetProperty("cost_usd").GetDecimal(), known, known + unknown.Sum(entry => entry.Counted.Dollars));
        return unknown.Count;
    }

    string DatabaseFile => Path.Combine(_aios.Folder["home"], ".local", "share", "aios", "aios.db");

    Task<Ended> BuildAsync(string output) => _aios.RunAsync(["build", _brief, "--output", output, "--json", "--model", "anthropic/claude-haiku-4-5"], Token);

    /// <summary>What was delivered, but the reports, which tell of times.</summary>
    Dictionary<string, string> Files(string output) => Directory.EnumerateFiles(_aios.Folder[output], "*", SearchOption.AllDirectories)
        .Where(file => !Path.GetFileName(file).StartsWith("report.", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetRelativePath(_aios.Folder[output], file), File.ReadAllText);

    void Point(RunningEmulator emulator)
    {
        foreach (var (name, value) in emulator.Variables)
        {
            _aios.Variables[name] = value;
        }
    }

    static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
