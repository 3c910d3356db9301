namespace Aios.Llm.Providers.Anthropic;

/// <summary>What the API, or the model, cannot be told, and without which the answer would be wrong.</summary>
static class Unsayable
{
    /// <param name="message">What it is, and what would help.</param>
    public static ProviderException Because(string message) => new(new(FailureKind.InvalidRequest, message));
}
