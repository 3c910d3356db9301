using Aios.Llm.Spending;
using Aios.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Aios.Tests.Llm.Spending.OpenedLedger;

namespace Aios.Tests.Llm.Spending;

/// <summary>What the ledger does when the disk does not.</summary>
public sealed class LedgerStorageTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly FakeTimeProvider _clock = new(new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero));

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    string File => _folder["aios.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Everything_that_was_written_is_read_again()
    {
        Intent intent;
        Settlement settlement;
        Reservation reservation;
        await using (var opened = await OpenAsync(File, _clock, Stop))
        {
            intent = Intent(30, _clock, new() { Tenant = "t", Key = "k", Run = "r", Specialist = "s" }) with { Task = "a.cs", Attempt = 2 };
            settlement = Settled(12, _clock) with { FirstPiece = TimeSpan.FromMilliseconds(300), HttpStatus = 200, Tier = Aios.Llm.Models.ServiceTier.Flex };
            reservation = await opened.Ledger.ReserveAsync(intent, Stop);
            await opened.Ledger.SettleAsync(reservation, settlement);
        }

        await using var again = await OpenAsync(File, _clock, Stop);
        var entry = Assert.Single(again.Ledger.Entries(DateTimeOffset.MinValue, DateTimeOffset.MaxValue));
        Assert.Equal(new(reservation, settlement), entry with { Owner = null });
    }

    [Fact]
    public async Task What_a_dead_process_had_begun_counts_in_full_until_it_is_reconciled()
    {
        using TempFolder killed = new();
        Reservation inFlight;
        await using (var opened = await OpenAsync(File, _clock, Stop))
        {
            await opened.Ledger.SetAsync(new() { Scope = Scope.Run("r1"), Limit = new(100) }, Stop);
            await opened.Ledger.SettleAsync(await opened.Ledger.ReserveAsync(Intent(30, _clock), Stop), Settled(10, _clock));
            inFlight = await opened.Ledger.ReserveAsync(Intent(40, _clock), Stop);
            Killed.Copy(_folder.Path, killed.Path);
        }

        await using var after = await OpenAsync(killed["aios.db"], _clock, Stop);
        var standing = Assert.Single(after.Ledger.Budgets());
        Assert.Equal((50, 0), (standing.Spent.NanoDollars, standing.Reserved.NanoDollars));
        Assert.Equal(inFlight.Id, Assert.Single(after.Ledger.OfUnknownCost()).Reservation.Id);
        Assert.Equal(0, await after.Ledger.RecoverAsync(Stop));

        Assert.True(await after.Ledger.ResolveAsync(inFlight.Id, new(15), Stop));
        Assert.Equal(new Money(25), Assert.Single(after.Ledger.Budgets()).Spent);
    }

    [Fact]
    public async Task An_attempt_that_was_given_up_for_lost_may_come_back_once()
    {
        using TempFolder killed = new();
        Reservation inFlight;
        await using (var opened = await OpenAsync(File, _clock, Stop))
        {
            await opened.Ledger.SetAsync(new() { Scope = Scope.Run("r1"), Limit = new(100) }, Stop);
            inFlight = await opened.Ledger.ReserveAsync(Intent(40, _clock), Stop);
            Killed.Copy(_folder.Path, killed.Path);
        }

        await using var after = await OpenAsync(killed["aios.db"], _clock, Stop);
        await after.Ledger.SettleAsync(inFlight, Settled(7, _clock));
        await after.Ledger.SettleAsync(inFlight, Settled(9, _clock));

        Assert.Equal(new Money(7), Assert.Single(after.Ledger.Budgets()).Spent);
        Assert.Empty(after.Ledger.OfUnknownCost());
    }

    [Fact]
    public async Task On_a_full_disk_nothing_is_asked_and_a_paid_answer_is_kept_until_there_is_room()
    {
        await using var opened = await OpenAsync(File, _clock, Stop);
        await opened.Ledger.SetAsync(new() { Scope = Scope.Installation, Limit = new(1000) }, Stop);
        var paid = await opened.Ledger.ReserveAsync(Intent(40, _clock), Stop);
        await SetMostPagesAsync(opened, 1); // rises to what there is
        List<Reservation> fitted = [];

        var full = await Assert.ThrowsAsync<LedgerUnavailableException>(async () =>
        {
            while (fitted.Count < 1000)
            {
                fitted.Add(await opened.Ledger.ReserveAsync(Intent(0, _clock) with { Plan = new('x', 3000) }, Stop));
            }
        });
        Assert.Contains("no space", full.Message, StringComparison.Ordinal);
        Assert.Equal(fitted.Count + 1, opened.Ledger.Entries(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Count);

        await Assert.ThrowsAsync<LedgerUnavailableException>(() => opened.Ledger.SettleAsync(paid, Settled(25, _clock) with { RequestId = new('r', 9000) }));
        Assert.Equal(paid.Id, Assert.Single(opened.Ledger.Unbooked).Id);
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => opened.Ledger.ReserveAsync(Intent(0, _clock) with { Plan = null }, Stop));

        await SetMostPagesAsync(opened, 100_000);
        await opened.Ledger.ReserveAsync(Intent(1, _clock), Stop);

        Assert.Empty(opened.Ledger.Unbooked);
        var standing = Assert.Single(opened.Ledger.Budgets());
        Assert.Equal((25, 1), (standing.Spent.NanoDollars, standing.Reserved.NanoDollars));
    }

    /// <summary>All thousand with <c>AIOS_MUTATIONS=1000</c>, as <c>eng/damage</c> does.</summary>
    [Fact]
    public async Task A_damaged_ledger_is_noticed_or_says_what_it_said_before()
    {
        var mutations = int.Parse(Environment.GetEnvironmentVariable("AIOS_MUTATIONS") ?? "40", System.Globalization.CultureInfo.InvariantCulture);
        var seed = int.Parse(Environment.GetEnvironmentVariable("AIOS_SEED") ?? "1", System.Globalization.CultureInfo.InvariantCulture);
        using TempFolder closed = new();
        using TempFolder killed = new();
        await using (var opened = await OpenAsync(File, _clock, Stop))
        {
            await opened.Ledger.SetAsync(new() { Scope = Scope.Installation, Limit = new(1_000_000), Window = BudgetWindow.Month }, Stop);
            await opened.Ledger.SetAsync(new() { Scope = Scope.Run("r1"), Limit = new(500_000), Soft = new(9) }, Stop);
            for (var i = 0; i < 150; i++)
            {
                await opened.Ledger.SettleAsync(await opened.Ledger.ReserveAsync(Intent(100 + i, _clock), Stop), Settled(i % 10 == 0 ? null : i, _clock));
            }

            await opened.Ledger.ReserveAsync(Intent(77, _clock), Stop);
            Killed.Copy(_folder.Path, killed.Path);
        }

        Killed.Copy(_folder.Path, closed.Path);
        var said = await SaidAsync(closed.Path);
        Damage damage = new(new(seed));
        var noticed = 0;
        for (var i = 0; i < mutations; i++)
        {
            using TempFolder copy = new();
            Killed.Copy(i % 2 == 0 ? closed.Path : killed.Path, copy.Path);
            var done = damage.Do(copy.Path);
            try
            {
                var says = await SaidAsync(copy.Path);
                Assert.True(said == says, $"seed {seed}, mutation {i}: {done}: it says something else: {string.Join("; ", says.Split('\n').Except(said.Split('\n')))} instead of {string.Join("; ", said.Split('\n').Except(says.Split('\n')))}");
            }
            catch (Exception exception) when (exception is Aios.Llm.Storage.StorageException or LedgerUnavailableException)
            {
                noticed++;
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{mutations} mutations from seed {seed}: {noticed} noticed, {mutations - noticed} without effect, 0 believed.");
        Assert.NotEqual(0, noticed);
    }

    /// <summary>Everything that is money: what is open in one copy is unknown in the other, and counts the same.</summary>
    async Task<string> SaidAsync(string folder)
    {
        await using var opened = await OpenAsync(Path.Combine(folder, "aios.db"), _clock, Stop);
        var entries = opened.Ledger.Entries(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        return string.Join('\n', entries.OrderBy(entry => entry.Reservation.Id).Select(entry => $"{entry.Reservation.Id} {entry.Reservation.Intent.Model} {entry.Counted} {entry.Settlement?.Cost}"))
            + string.Join('\n', opened.Ledger.Budgets().Select(standing => $"{standing.Budget} {standing.Period} {standing.Spent + standing.Reserved}"));
    }

    static Task<bool> SetMostPagesAsync(OpenedLedger opened, int pages) => opened.Database.WriteAsync(
        session =>
        {
            session.Script($"pragma max_page_count = {pages}");
            return true;
        },
        Stop);
}
