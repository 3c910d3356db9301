using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Spending;

namespace Aios.Llm.Routing;

/// <summary>One try of a call on one route, as it stands now.</summary>
public sealed class Attempt(Route route)
{
    public Route Route => route;

    public Usage Usage { get; private set; } = Usage.None;

    /// <summary>Null while it goes on, and after an answer that came whole.</summary>
    public Failure? Failure { get; internal set; }

    public TimeSpan Took { get; internal set; }

    /// <summary>Unknown when the model has no price.</summary>
    public Money? Cost => route.Model.Price is { } price ? Money.CostOf(Usage, price) : null;

    public void Book(Usage usage) => Usage += usage;
}
