namespace Aios.Server.Emulation.Faults;

/// <summary>Which requests meet a fault.</summary>
public sealed record FaultRule(Fault Fault)
{
    /// <summary>anthropic, openai-chat, openai-responses, ollama or ollama-generate; any when null.</summary>
    public string? Dialect { get; init; }

    /// <summary>The path as it is asked for; any when null.</summary>
    public string? Path { get; init; }

    public string? Model { get; init; }

    /// <summary>The first of the requests that fit, from 1.</summary>
    public int From { get; init; } = 1;

    /// <summary>How many of them.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>Of each of them, from 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    internal bool Fits(string dialect, string path, string? model) =>
        (Dialect is null || Dialect == dialect) && (Path is null || Path == path) && (Model is null || Model == model);
}
