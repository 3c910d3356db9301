namespace Aios.Llm.Models;

/// <summary>What a model can do. Null where nobody has said: then it is asked, and the provider decides.</summary>
public sealed record Capabilities
{
    public static Capabilities Unknown { get; } = new();

    public bool? Tools { get; init; }

    public bool? ParallelTools { get; init; }

    /// <summary>To be made to call a tool.</summary>
    public bool? ToolChoice { get; init; }

    public bool? Images { get; init; }

    /// <summary>PDF and the like.</summary>
    public bool? Documents { get; init; }

    /// <summary>Answers that keep to a JSON schema.</summary>
    public bool? Schema { get; init; }

    public bool? PromptCaching { get; init; }

    public bool? WebSearch { get; init; }

    /// <summary>To go on with an answer that the question begins.</summary>
    public bool? Prefill { get; init; }

    /// <summary>Temperature and the like; models that reason often refuse them.</summary>
    public bool? Sampling { get; init; }

    public Thinking? Thinking { get; init; }

    /// <summary>The words of effort that it takes, from the least to the most.</summary>
    public IReadOnlyList<string>? Efforts { get; init; }
}

/// <summary>How a model is told to think before it answers.</summary>
public enum Thinking
{
    None,

    /// <summary>By the number of tokens that it may think.</summary>
    Budget,

    /// <summary>By the effort that it should take.</summary>
    Effort,
}
