using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace Aios.Workshop.Contracts;

/// <summary>How contracts are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    MaxDepth = 32)]
[JsonSerializable(typeof(Contract))]
[JsonSerializable(typeof(ContractPart))]
[JsonSerializable(typeof(Domain))]
sealed partial class ContractJson : JsonSerializerContext
{
    /// <summary>Characters of other languages stay as they are.</summary>
    public static ContractJson Readable => field ??= new(new(Default.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
