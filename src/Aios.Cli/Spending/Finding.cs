using System.Text.Json.Nodes;
using Aios.Llm.Spending;

namespace Aios.Cli.Spending;

/// <summary>The cost of an attempt that was unknown.</summary>
/// <param name="By">How it was found.</param>
sealed record Finding(LedgerEntry Entry, Money Cost, string By)
{
    /// <summary>Writes them down, unless nothing is to be changed.</summary>
    /// <returns>Those that were; others have a cost by now.</returns>
    public static async Task<IReadOnlyList<Finding>> SettleAsync(IReadOnlyList<Finding> findings, bool dry, IBudgetBook book, CancellationToken cancellationToken)
    {
        List<Finding> settled = [];
        foreach (var finding in dry ? [] : findings)
        {
            if (await book.ResolveAsync(finding.Entry.Reservation.Id, finding.Cost, cancellationToken))
            {
                settled.Add(finding);
            }
        }

        return settled;
    }

    public string Line(IReadOnlyList<Finding> settled, bool dry) =>
        $"{(settled.Contains(this) ? "settled" : dry ? "would settle" : "not settled")}: {Entry.Reservation.Intent.Model} at {Entry.Reservation.Intent.At:u} cost {Cost}, {Entry.Counted} was set aside ({By})";

    public JsonObject ToJson(IReadOnlyList<Finding> settled) => new()
    {
        ["attempt"] = Entry.Reservation.Id.ToString(),
        ["model"] = Entry.Reservation.Intent.Model,
        ["cost_usd"] = Cost.Dollars,
        ["set_aside_usd"] = Entry.Counted.Dollars,
        ["by"] = By,
        ["done"] = settled.Contains(this),
    };
}
