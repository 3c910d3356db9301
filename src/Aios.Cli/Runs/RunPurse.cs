using Aios.Cli.Display.Live;
using Aios.Llm.Spending;
using Aios.Llm.Storage;

namespace Aios.Cli.Runs;

/// <summary>Looks what a run has taken, and what is left to it.</summary>
public sealed class RunPurse(RunLedger ledger, IBudgetBook budgets, string run, TimeProvider clock)
{
    static readonly TimeSpan _fresh = TimeSpan.FromMilliseconds(500);

    readonly Scope[] _scopes = [Scope.Installation, Scope.Run(run)];
    RunMoney? _seen;
    long _at;

    /// <returns>What was seen at most half a second ago, so that one may look for each frame; null as long as it cannot be read.</returns>
    public RunMoney? Look()
    {
        if (_seen is not null && clock.GetElapsedTime(_at) < _fresh)
        {
            return _seen;
        }

        try
        {
            _seen = new(ledger.SpendingOf(run), budgets.Budgets().Where(standing => _scopes.Contains(standing.Budget.Scope)).MinBy(standing => standing.Left.NanoDollars));
        }
        catch (Exception exception) when (exception is StorageException or LedgerUnavailableException)
        {
            // Whoever spends learns of it; a picture that shows what was known is better than none.
        }

        _at = clock.GetTimestamp();
        return _seen;
    }
}
