using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Aios.Llm.Providers.Replay;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RecordedExchange))]
[JsonSerializable(typeof(JsonObject))]
sealed partial class ReplayJson : JsonSerializerContext;
