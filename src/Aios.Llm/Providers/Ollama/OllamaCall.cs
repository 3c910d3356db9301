using System.Text.Json;
using Aios.Llm.Providers.Wire;

namespace Aios.Llm.Providers.Ollama;

/// <summary>Asks for something that is no conversation, and reads the answer in one piece.</summary>
static class OllamaCall
{
    /// <param name="model">For the hint, where it is missing.</param>
    /// <exception cref="ProviderException">There is no such answer.</exception>
    public static Task<JsonElement> AnswerAsync(Connection connection, Func<Task<Reply>> ask, string model) => JsonAnswer.ReadAsync(
        connection, error => error.Json is { } json ? OllamaFailure.Of(json, error.Status, model) : StatusFailure.Of(error), ask);
}
