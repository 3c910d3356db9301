using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Spending;

namespace Aios.Llm.Routing;

/// <summary>One try of a call on one route, as it stands now.</summary>
public sealed class Attempt(Route route)
{
    public Route Route => route;

    bool _isBooked;

    public Usage Usage { get; private set; } = Usage.None;

    /// <summary>Something of the answer has arrived, so it is billed, whatever becomes of it.</summary>
    internal bool HasSpoken { get; set; }

    /// <summary>Null while it goes on, and after an answer that came whole.</summary>
    public Failure? Failure { get; internal set; }

    public TimeSpan Took { get; internal set; }

    /// <summary>Unknown when the model has no price, and when an answer broke off before it said what it used.</summary>
    public Money? Cost => route.Model.Price is not { } price || (HasSpoken && !_isBooked && price != ModelPrice.Free)
        ? null
        : Money.CostOf(Usage, price);

    public void Book(Usage usage)
    {
        _isBooked = true;
        Usage += usage;
    }
}
