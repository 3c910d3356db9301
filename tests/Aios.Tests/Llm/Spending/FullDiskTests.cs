using Aios.Llm.Spending;
using Xunit;
using static Aios.Tests.Llm.Spending.OpenedLedger;

namespace Aios.Tests.Llm.Spending;

/// <summary>A real disk without room: run by <c>eng/full-disk</c>, which makes one.</summary>
public sealed class FullDiskTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task A_disk_that_fills_up_loses_nothing()
    {
        var disk = Environment.GetEnvironmentVariable("AIOS_SMALL_DISK") ?? throw new InvalidOperationException("For eng/full-disk only.");
        var clock = TimeProvider.System;
        var file = Path.Combine(disk, "aios.db");
        List<(Reservation Reservation, long Cost)> asked = [];
        var (refused, kept) = (0, 0);
        await using (var opened = await OpenAsync(file, clock, Stop))
        {
            await opened.Ledger.SetAsync(new() { Scope = Scope.Installation, Limit = new(1_000_000_000) }, Stop);
            var ballast = Path.Combine(disk, "ballast");
            for (var round = 0; round < 20; round++)
            {
                await File.WriteAllBytesAsync(ballast, [], Stop);
                await TryAsync(opened, 30);
                FillUp(ballast);
                await TryAsync(opened, 60);
            }

            File.Delete(ballast);
            await TryAsync(opened, 1);
            Assert.Empty(opened.Ledger.Unbooked);
        }

        await using var again = await OpenAsync(file, clock, Stop);
        var entries = again.Ledger.Entries(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).ToDictionary(entry => entry.Reservation.Id);
        Assert.Equal(asked.Count, entries.Count);
        Assert.All(asked, each => Assert.Equal(new Money(each.Cost), entries[each.Reservation.Id].Settlement?.Cost));
        Assert.Equal(new Money(asked.Sum(each => each.Cost)), Assert.Single(again.Ledger.Budgets()).Spent);
        Assert.NotEqual(0, refused);
        TestContext.Current.SendDiagnosticMessage($"{asked.Count} asked and booked, {refused} refused for want of room, {kept} paid answers kept until there was room.");

        async Task TryAsync(OpenedLedger opened, int times)
        {
            for (var i = 0; i < times; i++)
            {
                Reservation reservation;
                try
                {
                    reservation = await opened.Ledger.ReserveAsync(Intent(100, clock) with { Plan = new('p', 2000) }, Stop);
                }
                catch (LedgerUnavailableException)
                {
                    refused++;
                    continue;
                }

                asked.Add((reservation, i));
                try
                {
                    await opened.Ledger.SettleAsync(reservation, Settled(i, clock));
                }
                catch (LedgerUnavailableException)
                {
                    kept++;
                }
            }
        }
    }

    static void FillUp(string ballast)
    {
        using var stream = File.OpenWrite(ballast);
        try
        {
            var block = new byte[4096];
            while (true)
            {
                stream.Write(block);
                stream.Flush();
            }
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }
}
