using System.Text.Json;
using System.Text.Json.Serialization;
using Aios.Llm.Models;

namespace Aios.Llm.Spending;

/// <summary>A price as the ledger keeps it beside what was reckoned with it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(ModelPrice))]
sealed partial class PriceJson : JsonSerializerContext
{
    public static string? Write(ModelPrice? price) => price is null ? null : JsonSerializer.Serialize(price, Default.ModelPrice);

    public static ModelPrice? Read(string? text) => text is null ? null : JsonSerializer.Deserialize(text, Default.ModelPrice);
}
