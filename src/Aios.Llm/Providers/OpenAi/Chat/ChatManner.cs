namespace Aios.Llm.Providers.OpenAi.Chat;

/// <summary>What sets OpenAI's own Chat Completions apart from those of the servers that imitate them.</summary>
sealed record ChatManner
{
    public static ChatManner OpenAi { get; } = new() { MaxTokens = "max_completion_tokens", MostStops = 4, TakesNames = true, AudioFormats = ["wav", "mp3"] };

    public static ChatManner Compatible { get; } = new() { MaxTokens = "max_tokens", TakesTopK = true, TakesThoughts = true };

    /// <summary>The member that bounds the answer. OpenAI's models that reason refuse the old name, which is the only one that others know.</summary>
    public required string MaxTokens { get; init; }

    /// <summary>Stop sequences at most; null where nobody has said.</summary>
    public int? MostStops { get; init; }

    public bool TakesTopK { get; init; }

    /// <summary>Those that it gave with an answer, sent back with it.</summary>
    public bool TakesThoughts { get; init; }

    /// <summary>Null where nobody has said.</summary>
    public IReadOnlyList<string>? AudioFormats { get; init; }

    /// <summary>Of who wrote a message.</summary>
    public bool TakesNames { get; init; }
}
