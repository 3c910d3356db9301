namespace Aios.Llm.Models;

/// <summary>Tokens as billed. Each token is in one bucket only, but for <see cref="Reasoning"/>, which is the part of the output that was thought.</summary>
public sealed record Usage
{
    public static Usage None { get; } = new();

    public long Input { get; init; }

    public long CacheRead { get; init; }

    public long CacheWrite { get; init; }

    public long Output { get; init; }

    public long Reasoning { get; init; }

    public static Usage operator +(Usage left, Usage right) => new()
    {
        Input = left.Input + right.Input,
        CacheRead = left.CacheRead + right.CacheRead,
        CacheWrite = left.CacheWrite + right.CacheWrite,
        Output = left.Output + right.Output,
        Reasoning = left.Reasoning + right.Reasoning,
    };
}
