using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;

namespace Aios.Llm.Providers.Ollama;

/// <summary>The models that an Ollama has: <c>api/tags</c> names them, <c>api/show</c> says what older versions leave out there.</summary>
static class OllamaModels
{
    const int AtOnce = 4;

    static readonly IReadOnlyDictionary<string, string> _noHeaders = new Dictionary<string, string>();

    /// <exception cref="ProviderException">It does not say.</exception>
    public static async Task<IReadOnlyList<Model>> ListAsync(Connection connection, CancellationToken cancellationToken)
    {
        var tags = await OllamaCall.AnswerAsync(connection, () => connection.GetAsync("api/tags", _noHeaders, cancellationToken), model: "");
        var named = tags.Items("models").Where(tag => Id(tag) is not null).ToArray();
        var models = new Model?[named.Length];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, named.Length),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (index, token) => models[index] = await ModelAsync(connection, named[index], token));
        return [.. models.OfType<Model>()];
    }

    /// <returns>Null for a model that only embeds: it cannot be asked.</returns>
    static async Task<Model?> ModelAsync(Connection connection, JsonElement tag, CancellationToken cancellationToken)
    {
        var id = Id(tag)!; // only those are asked for
        var shown = IsTold(tag) ? tag : await ShownAsync(connection, id, cancellationToken);
        string[] able = [.. tag.Items("capabilities").Concat(shown.Items("capabilities")).Select(each => each.Text() ?? "").Distinct()];
        return able.Length > 0 && !able.Contains("completion") ? null : new()
        {
            Id = id,
            ContextWindow = (tag.Count("details", "context_length") ?? Window(shown)) is > 0 and <= int.MaxValue and var window ? (int)window : null,
            MaxOutput = null,
            Prices = IsElsewhere(connection, tag) || IsElsewhere(connection, shown) ? [] : [ModelPrice.Free],
            Capabilities = able.Length == 0 ? Capabilities.Unknown : new()
            {
                Tools = able.Contains("tools"),
                ToolChoice = false,
                Images = able.Contains("vision"),
                Documents = false,
                PromptCaching = true,
                WebSearch = false,
                Thinking = able.Contains("thinking") ? Thinking.Effort : Thinking.None,
            },
        };
    }

    /// <remarks>A model may go while its list is read, or be too broken to show: it stays in the list, and nothing is known of it.</remarks>
    static async Task<JsonElement> ShownAsync(Connection connection, string id, CancellationToken cancellationToken)
    {
        try
        {
            return await OllamaCall.AnswerAsync(connection, () => connection.PostAsync(new("api/show", new JsonObject { ["model"] = id }), cancellationToken), id);
        }
        catch (ProviderException exception) when (exception.Failure.HttpStatus is >= 400)
        {
            return default;
        }
    }

    static bool IsTold(JsonElement tag) => tag.Items("capabilities").Any() && tag.Count("details", "context_length") is not null;

    static string? Id(JsonElement tag) => (tag.Text("model") ?? tag.Text("name")) is { Length: > 0 } id ? id : null;

    /// <summary>What the model was trained with, under the name of its architecture.</summary>
    static long? Window(JsonElement shown) =>
        shown.Text("model_info", "general.architecture") is { } architecture ? shown.Count("model_info", $"{architecture}.context_length") : null;

    /// <summary>Whether someone else's machine answers, which someone else bills.</summary>
    static bool IsElsewhere(Connection connection, JsonElement model) =>
        connection.Endpoint.Key is not null
        || model.Text("remote_host") is { Length: > 0 } || model.Text("remote_model") is { Length: > 0 }
        || Id(model) is { } id && (id.EndsWith("-cloud", StringComparison.Ordinal) || id.EndsWith(":cloud", StringComparison.Ordinal));
}
