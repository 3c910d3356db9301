using Aios.Llm.Spending;
using Aios.Llm.Storage;
using Aios.Testing;
using BenchmarkDotNet.Attributes;

namespace Aios.Benchmarks;

/// <summary>What it takes to set the worst case aside in three budgets, one within the other, and to settle it.</summary>
/// <remarks>
/// In memory it is all CPU. In SQLite one caller waits for two transactions on the disk each time; of 256 at once many share
/// one, which is the group commit: the figure is for each of them.
/// </remarks>
[MemoryDiagnoser]
public class LedgerBenchmarks : IDisposable
{
    const int AtOnce = 256;

    static readonly Budget[] _budgets =
    [
        .. new[] { Scope.Installation, Scope.Run("r1"), Scope.Run("r1", "backend") }.Select(scope => new Budget { Scope = scope, Limit = new(long.MaxValue / 4) }),
    ];

    readonly TempFolder _folder = new();
    readonly MemoryLedger _memory = new(TimeProvider.System) { Keep = 1000 };
    readonly Intent _intent = new()
    {
        Call = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
        Attempt = 1,
        Spender = new() { Run = "r1", Specialist = "backend" },
        Provider = "p",
        Endpoint = "default",
        Model = "m",
        Kind = "question",
        Worst = new(1000),
        At = TimeProvider.System.GetUtcNow(),
    };

    readonly Settlement _settlement = new() { Outcome = "answered", Usage = new() { Input = 10, Output = 20 }, Cost = new(700), Took = TimeSpan.FromSeconds(1), At = TimeProvider.System.GetUtcNow() };
    Database? _database;
    SqliteLedger? _sqlite;

    [GlobalSetup]
    public async Task OpenAsync()
    {
        _database = Database.Open(_folder["aios.db"], [LedgerSchema.Schema], TimeProvider.System);
        _sqlite = await SqliteLedger.OpenAsync(_database, TimeProvider.System, null, CancellationToken.None);
        foreach (var budget in _budgets)
        {
            await _memory.SetAsync(budget, CancellationToken.None);
            await _sqlite.SetAsync(budget, CancellationToken.None);
        }
    }

    [GlobalCleanup]
    public async Task CloseAsync()
    {
        await (_sqlite?.DisposeAsync() ?? default);
        await (_database?.DisposeAsync() ?? default);
        Dispose();
    }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public Task InMemoryAsync() => SpendAsync(_memory);

    [Benchmark]
    public Task InSqliteOneCallerAsync() => SpendAsync(_sqlite!); // opened above

    [Benchmark(OperationsPerInvoke = AtOnce)]
    public Task InSqliteManyCallersAsync() => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => SpendAsync(_sqlite!))); // opened above

    [Benchmark]
    public Allowance AllowanceInMemory() => _memory.AllowanceOf(_intent.Spender);

    [Benchmark]
    public Allowance AllowanceInSqlite() => _sqlite!.AllowanceOf(_intent.Spender); // opened above

    /// <summary>The processor time of a call with its reservation and settlement, which no other program on the machine can lengthen much, and how many the disk takes in a second.</summary>
    public static async Task PrintAsync(int calls)
    {
        using LedgerBenchmarks benchmark = new();
        await benchmark.OpenAsync();
        (string Name, ILedger Ledger, int AtOnce)[] cases = [("memory", benchmark._memory, AtOnce), ("sqlite", benchmark._sqlite!, 1), ("sqlite", benchmark._sqlite!, AtOnce)]; // opened above
        foreach (var (name, ledger, atOnce) in cases)
        {
            foreach (var isMeasured in (bool[])[false, true]) // once to warm up
            {
                var (started, before) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime);
                await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
                {
                    for (var i = 0; i < calls / AtOnce; i++)
                    {
                        await benchmark.SpendAsync(ledger);
                    }
                })));
                var (took, used, done) = (TimeProvider.System.GetElapsedTime(started), Environment.CpuUsage.TotalTime - before, atOnce * (calls / AtOnce));
                if (isMeasured)
                {
                    Console.WriteLine($"{name}, {atOnce} at once: {used.TotalMicroseconds / done:0.0} µs of processor time a call, {done / took.TotalSeconds:0} calls a second");
                }
            }
        }

        var attempts = benchmark._sqlite!.Entries(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Count; // opened above
        await benchmark._sqlite.DisposeAsync();
        await benchmark._database!.DisposeAsync(); // the same
        var opening = TimeProvider.System.GetTimestamp();
        await using (Database.Open(benchmark._folder["aios.db"], [LedgerSchema.Schema], TimeProvider.System))
        {
            Console.WriteLine($"opened and examined with {attempts} attempts, {new FileInfo(benchmark._folder["aios.db"]).Length / 1_000_000} MB: {TimeProvider.System.GetElapsedTime(opening).TotalMilliseconds:0} ms");
        }
    }

    async Task SpendAsync(ILedger ledger) =>
        await ledger.SettleAsync(await ledger.ReserveAsync(_intent with { Call = Guid.CreateVersion7(_intent.At) }, CancellationToken.None), _settlement);
}
