namespace Aios.Llm.Providers.Ollama;

/// <summary>Names of what only Ollama can be asked for, in the additional properties of the options of a question.</summary>
public static class OllamaOptions
{
    /// <summary>How long the model stays loaded afterwards: a time span, seconds, or a text such as "10m".</summary>
    public const string KeepAlive = "keep_alive";

    /// <summary>The window that the model is loaded with, in tokens, instead of the one that the question seems to need.</summary>
    public const string ContextLength = "num_ctx";
}
