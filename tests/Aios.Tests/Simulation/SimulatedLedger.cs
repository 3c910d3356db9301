using Aios.Llm.Spending;
using Aios.Llm.Storage;
using Aios.Testing;

namespace Aios.Tests.Simulation;

/// <summary>The real ledger of a simulation: in memory, or in a file.</summary>
abstract class SimulatedLedger : ILedger, IDisposable
{
    public static SimulatedLedger Open(TimeProvider clock, Landscape landscape)
    {
        SimulatedLedger ledger = landscape.IsOnDisk ? new OnDisk(clock) : new InMemory(clock);
        foreach (var budget in landscape.Budgets)
        {
            ledger.Set(budget);
        }

        return ledger;
    }

    public abstract Allowance AllowanceOf(Spender spender);

    public abstract Task<Reservation> ReserveAsync(Intent intent, CancellationToken cancellationToken);

    public abstract Task SettleAsync(Reservation reservation, Settlement settlement);

    public abstract IReadOnlyList<BudgetStanding> Budgets();

    /// <summary>All that it has, after what a program finds that is started anew.</summary>
    public abstract IReadOnlyList<LedgerEntry> EntriesAtTheEnd();

    public abstract void Dispose();

    protected abstract void Set(Budget budget);

    sealed class InMemory(TimeProvider clock) : SimulatedLedger
    {
        readonly MemoryLedger _ledger = new(clock);

        public override Allowance AllowanceOf(Spender spender) => _ledger.AllowanceOf(spender);

        public override Task<Reservation> ReserveAsync(Intent intent, CancellationToken cancellationToken) => _ledger.ReserveAsync(intent, cancellationToken);

        public override Task SettleAsync(Reservation reservation, Settlement settlement) => _ledger.SettleAsync(reservation, settlement);

        public override IReadOnlyList<BudgetStanding> Budgets() => _ledger.Budgets();

        public override IReadOnlyList<LedgerEntry> EntriesAtTheEnd() => _ledger.Entries;

        public override void Dispose()
        {
        }

        protected override void Set(Budget budget) => _ledger.SetAsync(budget, CancellationToken.None).GetAwaiter().GetResult(); // in memory it is done at once
    }

    /// <remarks>It writes on a thread of its own, and for the simulation that is one step: nothing else happens until it is done.</remarks>
    sealed class OnDisk : SimulatedLedger
    {
        readonly TempFolder _folder = new();
        readonly TimeProvider _clock;
        Database _database;
        SqliteLedger _ledger;

        public OnDisk(TimeProvider clock)
        {
            _clock = clock;
            (_database, _ledger) = Open();
        }

        public override Allowance AllowanceOf(Spender spender) => _ledger.AllowanceOf(spender);

        public override Task<Reservation> ReserveAsync(Intent intent, CancellationToken cancellationToken) => AtOnce(() => _ledger.ReserveAsync(intent, cancellationToken));

        public override Task SettleAsync(Reservation reservation, Settlement settlement) => AtOnce(async () =>
        {
            await _ledger.SettleAsync(reservation, settlement);
            return true;
        });

        public override IReadOnlyList<BudgetStanding> Budgets() => _ledger.Budgets();

        public override IReadOnlyList<LedgerEntry> EntriesAtTheEnd()
        {
            Close();
            (_database, _ledger) = Open();
            return _ledger.Entries(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        }

        public override void Dispose()
        {
            Close();
            _folder.Dispose();
        }

        protected override void Set(Budget budget) => Outside(() => _ledger.SetAsync(budget, CancellationToken.None)).GetAwaiter().GetResult();

        (Database Database, SqliteLedger Ledger) Open()
        {
            var database = Database.Open(_folder["aios.db"], [LedgerSchema.Schema], _clock);
            return (database, Outside(() => SqliteLedger.OpenAsync(database, _clock, null, CancellationToken.None)).GetAwaiter().GetResult());
        }

        void Close() => Outside(async () =>
        {
            await _ledger.DisposeAsync();
            await _database.DisposeAsync();
        }).GetAwaiter().GetResult();

        /// <returns>A task that is over, however it ended.</returns>
        static Task<T> AtOnce<T>(Func<Task<T>> write)
        {
            var written = Outside(write);
            ((IAsyncResult)written).AsyncWaitHandle.WaitOne();
            return written;
        }

        /// <summary>What it awaits does not come back to the simulation's own thread, which waits for it.</summary>
        static T Outside<T>(Func<T> write)
        {
            var inside = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(null);
            try
            {
                return write();
            }
            finally
            {
                SynchronizationContext.SetSynchronizationContext(inside);
            }
        }
    }
}
