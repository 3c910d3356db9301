using System.Diagnostics;
using Aios.Llm.Spending;
using Aios.Testing;
using Xunit;
using static Aios.Tests.Llm.Spending.OpenedLedger;

namespace Aios.Tests.Llm.Spending;

/// <summary>Several real processes on one ledger, one of them killed.</summary>
public sealed class ProcessesTests : IDisposable
{
    const string Folder = "AIOS_SPENDING_FOLDER";
    const int Callers = 20;
    const int Price = 7;
    const int Worth = 2000;

    readonly TempFolder _folder = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Of_three_processes_one_may_be_killed_and_no_more_is_spent_than_the_budgets_are_worth()
    {
        var file = _folder["aios.db"];
        await using (var opened = await OpenAsync(file, TimeProvider.System, Stop))
        {
            foreach (var scope in (Scope[])[Scope.Installation, Scope.Run("r1"), Scope.Run("r1", "backend")])
            {
                await opened.Ledger.SetAsync(new() { Scope = scope, Limit = new(Worth * Price) }, Stop);
            }
        }

        var processes = Enumerable.Range(0, 3).Select(_ => Spend()).ToList();
        await using var watching = await OpenAsync(file, TimeProvider.System, Stop);
        while (Sent().Count < Worth / 10)
        {
            Assert.All(processes, process => Assert.False(process.HasExited));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Stop);
        }

        var victim = processes[0];
        victim.Kill();
        foreach (var process in processes)
        {
            await process.WaitForExitAsync(Stop);
            Assert.True(process == victim || process.ExitCode == 0);
            process.Dispose();
        }

        var unknown = await watching.Ledger.RecoverAsync(Stop);
        var entries = watching.Ledger.Entries(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        Assert.Equal(Worth, entries.Count);
        Assert.All(watching.Ledger.Budgets(), standing => Assert.Equal((Worth * Price, 0), (standing.Spent.NanoDollars, standing.Reserved.NanoDollars)));
        Assert.Empty(Sent().Except(entries.Select(entry => entry.Reservation.Id.ToString()))); // nothing was sent that was not booked
        Assert.InRange(entries.Count(entry => entry.IsUnknown), unknown, Callers); // one of the others may have come later and found them first
        Assert.Equal(0, await watching.Ledger.RecoverAsync(Stop));
    }

    /// <summary>What each of the processes does: this, and nothing else.</summary>
    [Fact(Explicit = true)]
    public async Task Spend_until_nothing_is_left()
    {
        var folder = Environment.GetEnvironmentVariable(Folder) ?? throw new InvalidOperationException("For the test above only.");
        await using var opened = await OpenAsync(Path.Combine(folder, "aios.db"), TimeProvider.System, Stop);
        await using var sent = new StreamWriter(Path.Combine(folder, $"sent-{Environment.ProcessId}")) { AutoFlush = true };
        var writing = new Lock();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(
            async () =>
            {
                while (true)
                {
                    try
                    {
                        var reservation = await opened.Ledger.ReserveAsync(Intent(Price, TimeProvider.System), Stop);
                        lock (writing)
                        {
                            sent.WriteLine(reservation.Id);
                        }

                        await opened.Ledger.SettleAsync(reservation, Settled(Price, TimeProvider.System));
                    }
                    catch (BudgetExceededException)
                    {
                        return;
                    }
                }
            },
            Stop)));
    }

    Process Spend()
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, ["-method", $"{typeof(ProcessesTests).FullName}.{nameof(Spend_until_nothing_is_left)}", "-explicit", "only"]) // this program
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Folder] = _folder.Path;
        var process = Process.Start(start) ?? throw new InvalidOperationException("The test program does not start.");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>What a provider would have been asked, as far as whole lines were written.</summary>
    List<string> Sent() =>
    [
        .. Directory.GetFiles(_folder.Path, "sent-*").SelectMany(file =>
        {
            using StreamReader reader = new(File.Open(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return reader.ReadToEnd().Split('\n').SkipLast(1);
        }),
    ];
}
