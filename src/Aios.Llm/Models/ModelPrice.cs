namespace Aios.Llm.Models;

/// <summary>In dollars per million tokens.</summary>
public sealed record ModelPrice
{
    public static ModelPrice Free { get; } = new() { Input = 0, CacheRead = 0, CacheWrite = 0, Output = 0 };

    public required decimal Input { get; init; }

    public required decimal CacheRead { get; init; }

    public required decimal CacheWrite { get; init; }

    /// <summary>Of reasoning too, which is output.</summary>
    public required decimal Output { get; init; }
}
