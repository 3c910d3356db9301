using System.Text.Json;

namespace Aios.Server.Dialects;

/// <summary>Reads members of a request: strictly, since a vendor would be strict too.</summary>
static class RequestReading
{
    extension(JsonElement element)
    {
        /// <summary>A member that is there and no JSON null.</summary>
        public JsonElement? Member(string name) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

        public string? Word(string name) => element.Member(name) is { ValueKind: JsonValueKind.String } word ? word.GetString() : null;

        public bool Is(string name) => element.Member(name) is { ValueKind: JsonValueKind.True };

        public double? Number(string name) => element.Member(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

        public int? Whole(string name) =>
            element.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var whole) ? whole : null;

        public IReadOnlyList<JsonElement> Items(string name) =>
            element.Member(name) is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray()] : [];

        public bool IsObject => element.ValueKind == JsonValueKind.Object;

        public bool IsText => element.ValueKind == JsonValueKind.String;
    }

    /// <summary>Names that are not among those that a vendor knows.</summary>
    public static IEnumerable<string> Strangers(JsonElement element, IReadOnlySet<string> known) =>
        element.EnumerateObject().Select(member => member.Name).Where(name => !known.Contains(name));

    public static bool IsBase64(string text)
    {
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out _);
    }
}
