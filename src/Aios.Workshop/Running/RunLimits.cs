using System.Text.Json.Serialization;

namespace Aios.Workshop.Running;

/// <summary>What no run goes beyond, whatever its specialists ask for. What they have done until then is kept.</summary>
public sealed record RunLimits
{
    /// <summary>Questions that are asked, each with all its attempts.</summary>
    public int Calls { get; init; } = 2_000;

    /// <summary>Tasks that are planned.</summary>
    public int Tasks { get; init; } = 1_000;

    /// <summary>Tasks that wait for each other in a row.</summary>
    public int Depth { get; init; } = 64;

    /// <summary>Of the run at work, its pauses not counted.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Of all accepted files together.</summary>
    public long Bytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How often in a row a task may be answered with the same mistakes.</summary>
    public int SameMistakes { get; init; } = 2;

    /// <summary>Rounds in which what checks have found is repaired; 0 leaves it as it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int Repairs { get; init; } = 3;
}
