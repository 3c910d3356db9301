using Aios.Llm.Spending;
using Aios.Server.Emulation;
using Xunit;

namespace Aios.Tests.Failover;

/// <summary>The real ledger, with what was written into it to hand.</summary>
sealed class WrittenLedger(ILedger ledger) : ILedger
{
    readonly List<(Reservation Reservation, Settlement? Settlement)> _rows = [];

    public Allowance AllowanceOf(Spender spender) => ledger.AllowanceOf(spender);

    public async Task<Reservation> ReserveAsync(Intent intent, CancellationToken cancellationToken)
    {
        var reservation = await ledger.ReserveAsync(intent, cancellationToken);
        _rows.Add((reservation, null));
        return reservation;
    }

    public async Task SettleAsync(Reservation reservation, Settlement settlement)
    {
        var row = _rows.FindIndex(each => each.Reservation.Id == reservation.Id);
        Assert.Null(_rows[row].Settlement);
        _rows[row] = (reservation, settlement);
        await ledger.SettleAsync(reservation, settlement);
    }

    /// <summary>Every attempt is settled; what is known of its cost is what the emulator billed, and where nothing is known no less is counted.</summary>
    public void AssertBilled(IReadOnlyList<Exchange> exchanges)
    {
        Assert.All(_rows, row => Assert.NotNull(row.Settlement));
        foreach (var model in _rows.Select(row => row.Reservation.Intent.Model).Distinct())
        {
            var rows = _rows.Where(row => row.Reservation.Intent.Model == model);
            var billed = exchanges.Where(exchange => exchange.Model == model).ToList();
            foreach (var (row, exchange) in rows.Zip(billed)) // one after the other: no two calls at once
            {
                Assert.True(row.Settlement?.Cost is { } cost ? cost == exchange.Cost : row.Reservation.Amount.NanoDollars >= (exchange.Cost?.NanoDollars ?? 0),
                    $"{row.Settlement?.Cost?.ToString() ?? $"unknown, at most {row.Reservation.Amount}"} is booked; {exchange.Cost} was billed for {exchange}");
            }
        }
    }
}
