using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi.Embeddings;

/// <summary>A model behind an endpoint that turns texts into vectors.</summary>
sealed class EmbeddingClient(Connection connection, Model model) : IEmbeddingGenerator<string, Embedding<float>>
{
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        JsonObject body = new() { ["model"] = model.Id, ["input"] = new JsonArray([.. values]) };
        if (options?.Dimensions is { } dimensions)
        {
            body["dimensions"] = dimensions;
        }

        return Read(await JsonCall.PostAsync(connection, "embeddings", body, cancellationToken));
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata(null, connection.Endpoint.Address, model.Id)
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>Nothing to do: the connection belongs to the provider.</summary>
    public void Dispose()
    {
    }

    static GeneratedEmbeddings<Embedding<float>> Read(JsonElement answer)
    {
        if (OpenAiError.In(answer) is { } error)
        {
            throw OpenAiFailure.Inside(error, usage: null);
        }

        if (answer.At("data") is not { ValueKind: JsonValueKind.Array } data)
        {
            throw Malformed("The answer holds no vectors.");
        }

        var entries = data.EnumerateArray().OrderBy(entry => entry.Count("index") ?? 0); // stable: without an index they are in their order
        return new(entries.Select(entry => new Embedding<float>(Vector(entry.At("embedding"))) { ModelId = answer.Text("model") }))
        {
            Usage = answer.At("usage") is { } usage ? OpenAiUsage.Of(usage)?.ToDetails() : null,
        };
    }

    /// <summary>Numbers, or the same as bytes in base64.</summary>
    static float[] Vector(JsonElement? embedding) => embedding switch
    {
        { ValueKind: JsonValueKind.Array } numbers => [.. numbers.EnumerateArray().Select(number =>
            number.ValueKind == JsonValueKind.Number && number.TryGetSingle(out var value) ? value : throw Malformed("A vector holds something that is no number."))],
        { ValueKind: JsonValueKind.String } text when text.TryGetBytesFromBase64(out var bytes) && bytes.Length % sizeof(float) == 0 =>
            [.. Enumerable.Range(0, bytes.Length / sizeof(float)).Select(place => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(place * sizeof(float))))],
        _ => throw Malformed("A vector is neither numbers nor base64."),
    };

    static ProviderException Malformed(string message) => new(new(FailureKind.Malformed, message));
}
