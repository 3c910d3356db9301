namespace Aios.Cli.Configuration;

/// <summary>The variables of the environment, and behind them those of <c>.env</c>.</summary>
/// <param name="environment">Reads a variable; empty counts as absent.</param>
sealed class Variables(Func<string, string?> environment, IReadOnlyDictionary<string, string> envFile)
{
    public const string Model = "AIOS_MODEL";

    /// <summary>Names a header's value.</summary>
    public static IReadOnlyDictionary<string, string> OpenAiHeaders { get; } =
        new Dictionary<string, string> { ["OPENAI_ORG_ID"] = "OpenAI-Organization", ["OPENAI_PROJECT_ID"] = "OpenAI-Project" };

    /// <summary>Only for names that belong to Aios, or that the user's own file names.</summary>
    public Setting<string>? Find(string? name) =>
        name is null ? null
        : environment(name)?.Trim() is { Length: > 0 } value ? new(value, new(Layer.Environment, name))
        : envFile.TryGetValue(name, out var noted) && noted.Trim() is { Length: > 0 } trimmed ? new(trimmed, new(Layer.EnvFile, name))
        : null;
}
