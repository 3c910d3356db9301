using Aios.Llm.Models;
using Aios.Llm.Spending;

namespace Aios.Cli.Spending.Exports;

/// <summary>What a provider says it has billed: one request, or all of a model in a day.</summary>
sealed record BillLine
{
    /// <summary>Null where the line is for the sum of several.</summary>
    public string? RequestId { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>Null where the provider does not say.</summary>
    public string? Model { get; init; }

    /// <summary>Null where the provider does not say.</summary>
    public long? Requests { get; init; }

    /// <summary>Null where it tells of money only.</summary>
    public Usage? Usage { get; init; }

    /// <summary>Null where it tells of tokens only.</summary>
    public Money? Cost { get; init; }
}
