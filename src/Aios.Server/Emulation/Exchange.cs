using Aios.Llm.Models;
using Aios.Llm.Spending;

namespace Aios.Server.Emulation;

/// <summary>What was asked, and what came of it.</summary>
public sealed record Exchange
{
    /// <summary>From 1, in the order in which the requests came.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>Null where the path belongs to none.</summary>
    public string? Dialect { get; init; }

    public string? Provider { get; init; }

    public string? Model { get; init; }

    public bool Streamed { get; init; }

    /// <summary>Whether a key was there; never which.</summary>
    public bool HasKey { get; init; }

    /// <summary>Zero where none was sent.</summary>
    public int Status { get; init; }

    public string RequestId { get; init; } = "";

    /// <summary>The fault that it was answered with.</summary>
    public string? Fault { get; init; }

    /// <summary>What would be billed: also for an answer that was cut, or whose usage was not told.</summary>
    public Usage Usage { get; init; } = Usage.None;

    /// <summary>Null where the price is not known.</summary>
    public Money? Cost { get; init; }

    /// <summary>Whether the answer went out to its end.</summary>
    public bool Finished { get; init; }

    /// <summary>What was wrong with the request.</summary>
    public string? Refusal { get; init; }
}
