using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aios.Workshop.Running;

/// <summary>How events are written down. A name or a form that was ever released stays readable; what changes raises <see cref="RunJournal.Format"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(RunEvent))]
[JsonSerializable(typeof(RunOrder))]
sealed partial class RunEventJson : JsonSerializerContext
{
    /// <summary>Characters of other languages stay as they are.</summary>
    static RunEventJson Readable => field ??= new(new(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write(RunEvent happened) => JsonSerializer.Serialize(happened, Readable.RunEvent);

    /// <exception cref="JsonException">It is none.</exception>
    public static RunEvent ReadEvent(string text) => JsonSerializer.Deserialize(text, Readable.RunEvent) ?? throw new JsonException("An event is null.");

    public static string Write(RunOrder order) => JsonSerializer.Serialize(order, Readable.RunOrder);

    /// <exception cref="JsonException">It is none.</exception>
    public static RunOrder ReadOrder(string text) => JsonSerializer.Deserialize(text, Readable.RunOrder) ?? throw new JsonException("An order is null.");
}
