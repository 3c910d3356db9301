using Aios.Llm.Spending;
using Aios.Workshop.Estimating;

namespace Aios.Cli.Consent;

/// <summary>What a run may still cost, by its own limit and the budgets it spends from.</summary>
/// <param name="maxCost">Its own limit, with all that it has cost already; null where it has none.</param>
/// <param name="run">Null for one that has not begun.</param>
sealed class SpendingLimits(ILedger ledger, Money? maxCost, Money spent, string? run)
{
    readonly Money? _own = maxCost is { } limit ? new(Math.Max(0, limit.NanoDollars - spent.NanoDollars)) : null;

    /// <summary>Something limits the run as a whole.</summary>
    public bool Any => _own is not null || Left(specialist: null) is not null;

    /// <returns>Which limit the worst case goes beyond, as the end of a sentence; also where there is none at all, since then it goes as far as it likes. Null where all is well.</returns>
    /// <param name="estimate">Null where nobody can tell.</param>
    public string? Exceeded(RunEstimate? estimate)
    {
        if (!Any)
        {
            return "and nothing limits it";
        }

        var tightest = new[] { _own, Left(specialist: null) }.OfType<Money>().MinBy(left => left.NanoDollars);
        return IsBeyond(estimate?.Worst, tightest) ? $"more than the {tightest} that {(tightest == _own ? "it may" : "the budgets allow it to")} cost"
            : estimate!.Specialists.FirstOrDefault(each => Left(each.Name) is { } left && IsBeyond(each.Worst, left)) is { } its // known: it is within a limit
                ? $"more for {its.Name} than the {Left(its.Name)} that its budget allows"
            : null;
    }

    /// <remarks>The budget of the run is about to be set to its own limit, where it has one.</remarks>
    Money? Left(string? specialist) => ledger.AllowanceOf(new() { Run = maxCost is null ? run : null, Specialist = specialist }).Left;

    /// <summary>What nobody knows may be.</summary>
    static bool IsBeyond(Money? worst, Money left) => worst is not { } most || most.NanoDollars > left.NanoDollars;
}
