using System.Text;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Spending;

namespace Aios.Llm.Routing;

/// <summary>One try of a call on one route, as it stands now.</summary>
/// <param name="began">Decides which of the model's prices applies.</param>
public sealed class Attempt(Route route, DateTimeOffset began)
{
    bool _isBooked;
    StringBuilder? _heard;

    /// <summary>In the ledger.</summary>
    public Guid Id { get; internal init; }

    public Route Route => route;

    public DateTimeOffset Began => began;

    /// <summary>As billed; of an answer that broke off, what had been counted until then.</summary>
    public Usage Usage { get; private set; } = Usage.None;

    public ServiceTier Tier { get; private set; }

    /// <summary>Of a call that has a name.</summary>
    internal Transcript? Transcript { get; init; }

    /// <summary>Something of the answer has arrived, so it is billed, whatever becomes of it.</summary>
    internal bool HasSpoken { get; set; }

    /// <summary>Null while it goes on, and after an answer that came whole.</summary>
    public Failure? Failure { get; private set; }

    public TimeSpan Took { get; internal set; }

    /// <summary>From the request to the first piece that said something; null before there is one.</summary>
    public TimeSpan? FirstPiece { get; internal set; }

    /// <summary>What was said until then, where an answer that the caller was not shown had a fault or broke off.</summary>
    public string Partial => Failure is null ? "" : _heard?.ToString() ?? "";

    /// <summary>
    /// Unknown when the price is, when an answer broke off before it said what it used, and when nobody knows whether
    /// there was an answer to pay for.
    /// </summary>
    public Money? Cost => WasRefused ? Money.Zero
        : route.Model.PriceAt(began) is not { } price || (IsOpen && !price.IsFree) ? null
        : Money.CostOf(Usage, price, Tier);

    /// <summary>There was nothing to pay for: the provider did not begin to answer.</summary>
    bool WasRefused => !HasSpoken && Failure is { Usage: null } failure
        && !(failure.MayBeBilled
            ?? (failure.HttpStatus is not >= 400 && failure.Kind is FailureKind.TimedOut or FailureKind.Truncated or FailureKind.Malformed or FailureKind.Cancelled));

    /// <summary>It may have used more than it has said.</summary>
    bool IsOpen => !_isBooked && (HasSpoken || Failure is not null);

    public void Book(Usage usage, ServiceTier tier = ServiceTier.Standard)
    {
        _isBooked = true;
        Usage += usage;
        Tier = tier;
    }

    /// <summary>Something that the caller does not see yet.</summary>
    internal void Hear(string text)
    {
        if (text.Length > 0)
        {
            (_heard ??= new()).Append(text);
        }
    }

    internal Failure Fail(Failure failure)
    {
        Usage = _isBooked ? Usage : failure.Usage ?? Usage;
        return Failure = failure;
    }
}
