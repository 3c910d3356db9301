namespace Aios.Llm.Routing;

/// <summary>Whether an answer that was paid for before may be given again to the same question.</summary>
public enum Reuse
{
    Never,

    /// <summary>As soon as it came whole: there is nothing to check it by.</summary>
    OnceWhole,

    /// <summary>As soon as it has passed its checks.</summary>
    OncePassed,
}
