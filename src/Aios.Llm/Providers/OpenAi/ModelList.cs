using System.Text.Json;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;

namespace Aios.Llm.Providers.OpenAi;

/// <summary>The models behind an address, with what it says of them beside their names: OpenAI says nothing, its imitators this and that.</summary>
static class ModelList
{
    public static async Task<IReadOnlyList<Model>> AskAsync(Connection connection, CancellationToken cancellationToken)
    {
        var answer = await JsonCall.GetAsync(connection, "models", cancellationToken);
        return Read(answer) ?? throw new ProviderException(new(FailureKind.Malformed, "The answer is no list of models."));
    }

    /// <returns>Null where it is no list.</returns>
    internal static IReadOnlyList<Model>? Read(JsonElement answer) =>
        (answer.ValueKind == JsonValueKind.Array ? answer : answer.At("data") ?? answer.At("models")) is { ValueKind: JsonValueKind.Array } list
            ? [.. from entry in list.EnumerateArray()
                  let id = entry.Text("id") ?? entry.Text("name")
                  where id is { Length: > 0 }
                  select ModelOf(id, entry)]
            : null;

    /// <remarks>The window: vLLM, llama.cpp, OpenRouter and Together, Groq, Mistral. What a model costs is never taken from here.</remarks>
    static Model ModelOf(string id, JsonElement entry) => new()
    {
        Id = id,
        ContextWindow = Tokens(entry.Count("max_model_len") ?? entry.Count("meta", "n_ctx") ?? entry.Count("context_length")
            ?? entry.Count("context_window") ?? entry.Count("max_context_length")),
        MaxOutput = Tokens(entry.Count("max_completion_tokens") ?? entry.Count("top_provider", "max_completion_tokens") ?? entry.Count("max_output_length")),
        Capabilities = new()
        {
            Tools = Truth(entry.At("capabilities", "function_calling")) ?? Supports(entry, "tools"),
            Images = Truth(entry.At("capabilities", "vision")) ?? Takes(entry, "image"),
            Schema = Supports(entry, "structured_outputs"),
        },
    };

    static int? Tokens(long? count) => count is > 0 and <= int.MaxValue ? (int)count : null;

    static bool? Truth(JsonElement? value) => value?.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };

    /// <summary>OpenRouter names the parameters that a model takes.</summary>
    static bool? Supports(JsonElement entry, string parameter) =>
        entry.At("supported_parameters") is null ? null : entry.Items("supported_parameters").Any(each => each.ToString() == parameter);

    static bool? Takes(JsonElement entry, string modality) =>
        entry.At("architecture", "input_modalities") is null ? null : entry.Items("architecture", "input_modalities").Any(each => each.ToString() == modality);
}
