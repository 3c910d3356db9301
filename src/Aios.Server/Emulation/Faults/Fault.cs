namespace Aios.Server.Emulation.Faults;

/// <summary>One way to misbehave, with what makes it particular.</summary>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>In seconds: 46 days, since a timer knows no more than 49.</summary>
    internal const int LongestSilence = 4_000_000;

    /// <summary>Instead of the usual one.</summary>
    public int? Status { get; init; }

    /// <summary>Instead of the vendor's words.</summary>
    public string? Message { get; init; }

    /// <summary>As it is sent: seconds, a date, garbage; not sent when null.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The same as a date, so many seconds from now.</summary>
    public double? RetryAfterDate { get; init; }

    public string? RetryAfterMs { get; init; }

    /// <summary>How long a silence lasts, how far a clock is off.</summary>
    public double? Seconds { get; init; }

    /// <summary>Where a cut, a reset or a silence happens.</summary>
    public CutPoint? At { get; init; }

    /// <summary>After how many pieces of text.</summary>
    public int? After { get; init; }

    /// <summary>How many events are no JSON.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Whether a silent stream shows that it lives.</summary>
    public bool Pings { get; init; }

    /// <summary>The other model, or where a redirect leads.</summary>
    public string? Value { get; init; }

    public double BytesPerSecond { get; init; } = 1;

    /// <summary>As scripts write it.</summary>
    public string Name => string.Concat(Kind.ToString().Select((letter, at) => char.IsUpper(letter) && at > 0 ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    internal CutPoint Point => At ?? (Kind is FaultKind.Cut ? CutPoint.InToken : CutPoint.BeforeFirstByte);

    internal TimeSpan Silence => TimeSpan.FromSeconds(Math.Clamp(Seconds ?? 120, 0, LongestSilence));

    /// <summary>Whether it comes in place of any answer, so that there is nothing to bill.</summary>
    internal bool CostsNothing => Kind is FaultKind.ErrorEvent && After == 0;

    /// <summary>By how much the server's clock is off.</summary>
    internal TimeSpan Skew => Kind is FaultKind.SkewedDate ? TimeSpan.FromSeconds(Seconds ?? -86_400) : TimeSpan.Zero;

    /// <summary>Whether the connection itself breaks, which only its socket can do.</summary>
    internal bool Breaks => Kind is FaultKind.Cut or FaultKind.Reset;
}
