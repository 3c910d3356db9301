using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Ollama;

/// <summary>A model behind <c>api/embed</c>. A text that is too long for it is an error, not cut.</summary>
public sealed class OllamaEmbeddings(Endpoint endpoint, string model, TimeProvider clock) : IEmbeddingGenerator<string, Embedding<float>>
{
    readonly Connection _connection = new(endpoint, new OllamaVendor().Authorise, clock);

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        string[] texts = [.. values];
        JsonObject body = new()
        {
            ["model"] = model,
            ["input"] = new JsonArray([.. texts.Select(text => (JsonNode)text)]),
            ["truncate"] = false,
        };
        if (options?.Dimensions is { } dimensions)
        {
            body["dimensions"] = dimensions;
        }

        var answer = await OllamaCall.AnswerAsync(_connection, () => _connection.PostAsync(new("api/embed", body), cancellationToken), model);
        GeneratedEmbeddings<Embedding<float>> embeddings = [.. answer.Items("embeddings").Select(vector =>
            new Embedding<float>(vector.Items().Select(Number).ToArray()) { ModelId = answer.Text("model") })];
        if (embeddings.Count != texts.Length)
        {
            throw Malformed($"There were {texts.Length} texts and {embeddings.Count} embeddings came back.");
        }

        embeddings.Usage = answer.Count("prompt_eval_count") is { } read ? new Usage { Input = read }.ToDetails() : null;
        return embeddings;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("ollama", endpoint.Address, model)
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose() => _connection.Dispose();

    static float Number(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number ? number.GetSingle() : throw Malformed("An embedding has something else in it than numbers.");

    static ProviderException Malformed(string message) => new(new(FailureKind.Malformed, message));
}
