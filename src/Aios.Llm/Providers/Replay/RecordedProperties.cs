using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Replay;

/// <summary>Additional properties, read back as what they were: who looks for a text finds a text and no JSON element.</summary>
static class RecordedProperties
{
    public static IReadOnlyDictionary<string, JsonElement>? Of(AdditionalPropertiesDictionary? properties) =>
        properties?.ToDictionary(property => property.Key, property => JsonSerializer.SerializeToElement(property.Value, AIJsonUtilities.DefaultOptions));

    public static AdditionalPropertiesDictionary? ToProperties(IReadOnlyDictionary<string, JsonElement>? recorded) =>
        recorded is null ? null : new(recorded.Select(property => KeyValuePair.Create(property.Key, Value(property.Value))));

    static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when element.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number => element.GetDouble(),
        _ => element,
    };
}
