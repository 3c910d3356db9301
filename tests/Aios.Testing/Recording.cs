using System.Text.Json;

namespace Aios.Testing;

/// <summary>A recorded exchange with a provider, and what a right decoder gets out of it.</summary>
public sealed class Recording(JsonElement json)
{
    public string Id => Text("id") ?? throw new JsonException("A recording has an id.");

    public string Provider => Text("provider") ?? "";

    public string Endpoint => Text("endpoint") ?? "";

    public string Method => Text("method") ?? "POST";

    public string Path => Text("path") ?? "/";

    /// <summary>As it was sent; an element of kind Null where only the answer was kept.</summary>
    public JsonElement Request => json.GetProperty("request_body");

    public int Status => json.GetProperty("status").GetInt32();

    public bool Streaming => json.GetProperty("streaming").GetBoolean();

    public string Body => Text("response_body") ?? "";

    public IEnumerable<KeyValuePair<string, string>> Headers =>
        json.GetProperty("response_headers") is { ValueKind: JsonValueKind.Object } headers
            ? headers.EnumerateObject().Select(header => KeyValuePair.Create(header.Name, header.Value.ValueKind == JsonValueKind.String ? header.Value.GetString()! : header.Value.GetRawText())) // checked to be a string
            : [];

    public IReadOnlyList<string> Tags => [.. json.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString() ?? "")];

    public JsonElement Expected => json.GetProperty("expected");

    public override string ToString() => Id;

    string? Text(string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
