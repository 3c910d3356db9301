using Aios.Llm.Spending;

namespace Aios.Tests.Llm.Spending;

/// <summary>A ledger and its budgets, whatever they are kept in.</summary>
sealed class Books(ILedger ledger, IBudgetBook budgets, Func<IReadOnlyList<LedgerEntry>> entries, Func<ValueTask> close) : IAsyncDisposable
{
    public ILedger Ledger => ledger;

    public IBudgetBook Budgets => budgets;

    public IReadOnlyList<LedgerEntry> Entries => entries();

    public ValueTask DisposeAsync() => close();
}
