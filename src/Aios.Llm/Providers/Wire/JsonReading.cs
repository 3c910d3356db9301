using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Aios.Llm.Providers.Wire;

/// <summary>Reads members of a provider's JSON as far as they are what they should be: vendors differ in what they leave out, null or spell otherwise.</summary>
static class JsonReading
{
    const long MostOfAnything = 1_000_000_000_000;

    extension(JsonElement element)
    {
        /// <summary>The value at the end of a path of members; null where the path ends early or in a JSON null.</summary>
        public JsonElement? At(params ReadOnlySpan<string> path)
        {
            var at = element;
            foreach (var name in path)
            {
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                {
                    return null;
                }
            }

            return at.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : at;
        }

        public string? Text(params ReadOnlySpan<string> path) =>
            element.At(path) is { ValueKind: JsonValueKind.String } text ? text.Characters : null;

        /// <summary>A number of things: whole, not negative and not absurd, else it is as if it were not there.</summary>
        public long? Count(params ReadOnlySpan<string> path) =>
            element.At(path) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var count) && count is >= 0 and <= MostOfAnything ? count : null;

        /// <summary>A text, or a number or truth value as it was spelt.</summary>
        public string? Word(params ReadOnlySpan<string> path) => element.At(path) switch
        {
            { ValueKind: JsonValueKind.String } text => text.Characters,
            { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } other => other.GetRawText(),
            _ => null,
        };

        /// <exception cref="JsonException">Half of a character is escaped in it.</exception>
        string? Characters
        {
            get
            {
                try
                {
                    return element.GetString();
                }
                catch (InvalidOperationException exception)
                {
                    throw new JsonException("A text holds half a character.", exception);
                }
            }
        }

        public IEnumerable<JsonElement> Items(params ReadOnlySpan<string> path) =>
            element.At(path) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
    }

    extension(JsonObject written)
    {
        /// <summary>The same as something that can only be read. Without reflection, which programs that were compiled ahead do without.</summary>
        public JsonElement ToElement() => JsonSerializer.SerializeToElement(written, WireJson.Default.JsonObject);
    }
}

[JsonSerializable(typeof(JsonObject))]
sealed partial class WireJson : JsonSerializerContext;
