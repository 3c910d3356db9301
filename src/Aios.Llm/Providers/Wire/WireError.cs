using System.Net.Http.Headers;
using System.Text.Json;

namespace Aios.Llm.Providers.Wire;

/// <summary>An answer that is an error by its status.</summary>
/// <param name="Text">The body, at most a megabyte of it.</param>
sealed record WireError(int Status, HttpResponseHeaders Headers, string Text)
{
    /// <summary>The body where it is a JSON object or array; a proxy's page is not.</summary>
    public JsonElement? Json { get; } = Parse(Text);

    static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
