using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aios.Llm.Providers;

/// <summary>Keeps keys out of JSON, whoever serialises what holds one.</summary>
sealed class SecretConverter : JsonConverter<Secret>
{
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new JsonException("A key is not read from JSON: it needs to know its origin.");

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
