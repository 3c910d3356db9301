using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Llm.Providers.Wire;

namespace Aios.Llm.Providers.OpenAi;

/// <summary>Calls that one JSON document answers: lists, counts, embeddings.</summary>
static class JsonCall
{
    static readonly Dictionary<string, string> _noHeaders = [];

    public static Task<JsonElement> GetAsync(Connection connection, string path, CancellationToken cancellationToken) =>
        JsonAnswer.ReadAsync(connection, OpenAiFailure.Of, () => connection.GetAsync(path, _noHeaders, cancellationToken));

    public static Task<JsonElement> PostAsync(Connection connection, string path, JsonObject body, CancellationToken cancellationToken) =>
        JsonAnswer.ReadAsync(connection, OpenAiFailure.Of, () => connection.PostAsync(new(path, body), cancellationToken));
}
