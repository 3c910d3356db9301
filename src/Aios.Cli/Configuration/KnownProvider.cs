namespace Aios.Cli.Configuration;

/// <summary>A provider that Aios knows by name: the variables that set it up, and where it is if nobody says.</summary>
sealed record KnownProvider(string Name)
{
    public string? KeyVariable { get; init; }

    public required string AddressVariable { get; init; }

    /// <summary>Null where there is no telling.</summary>
    public Uri? Address { get; init; }

    /// <summary>Whether it answers nobody without a key at its own address.</summary>
    public bool WantsKey { get; init; }

    /// <summary>In the order in which one is chosen when nobody chooses.</summary>
    public static IReadOnlyList<KnownProvider> All { get; } =
    [
        new("anthropic") { KeyVariable = "ANTHROPIC_API_KEY", AddressVariable = "ANTHROPIC_BASE_URL", Address = new("https://api.anthropic.com"), WantsKey = true },
        new("openai") { KeyVariable = "OPENAI_API_KEY", AddressVariable = "OPENAI_BASE_URL", Address = new("https://api.openai.com/v1"), WantsKey = true },
        new("ollama") { KeyVariable = "OLLAMA_API_KEY", AddressVariable = "OLLAMA_HOST", Address = new("http://127.0.0.1:11434") },
        new("vllm") { KeyVariable = "VLLM_API_KEY", AddressVariable = "VLLM_BASE_URL" },
    ];

    public static KnownProvider? Find(string name) => All.FirstOrDefault(each => each.Name == name);
}
