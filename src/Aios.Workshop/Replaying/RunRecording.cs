using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aios.Llm.Models;
using Aios.Llm.Spending;
using Aios.Workshop.Running;

namespace Aios.Workshop.Replaying;

/// <summary>A run with everything that it was answered: enough to go through it again where there is no provider, on any machine.</summary>
/// <remarks>It has no keys, and nothing by which an answer of another run could be forged.</remarks>
public sealed record RunRecording
{
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    public required string Run { get; init; }

    public required string Version { get; init; }

    public required RunOrder Order { get; init; }

    public required IReadOnlyList<JournaledEvent> Events { get; init; }

    public required IReadOnlyList<RecordedCall> Calls { get; init; }

    /// <summary>The mark of each question, by a sum over it.</summary>
    public required IReadOnlyDictionary<string, string> Nonces { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, RunRecordingJson.Readable.RunRecording);

    /// <exception cref="RecordingException">It is none, or one of a later version.</exception>
    public static RunRecording FromJson(string json)
    {
        try
        {
            var recording = JsonSerializer.Deserialize(json, RunRecordingJson.Readable.RunRecording) ?? throw new JsonException("It is null.");
            return recording.Format <= CurrentFormat ? recording : throw new RecordingException($"It was written by a later version of Aios ({recording.Version}).");
        }
        catch (JsonException exception)
        {
            throw new RecordingException($"It is no recording of a run: {exception.Message}");
        }
    }
}

/// <summary>A question that was asked, and what came of it.</summary>
public sealed record RecordedCall
{
    public required string Name { get; init; }

    public required Guid Call { get; init; }

    public required IReadOnlyList<RecordedAttempt> Attempts { get; init; }

    /// <summary>Null where none was accepted.</summary>
    public KeptText? Answer { get; init; }

    public string? Provider { get; init; }

    public string? Model { get; init; }

    /// <summary>What was said before it was cut, and gone on with; null where nothing was, or an answer was accepted.</summary>
    public string? Partial { get; init; }
}

/// <summary>One try of it.</summary>
public sealed record RecordedAttempt(int Number, string Provider, string Endpoint, string Model, string Outcome)
{
    public required DateTimeOffset At { get; init; }

    public TimeSpan Took { get; init; }

    public required Usage Usage { get; init; }

    public Money Reserved { get; init; }

    /// <summary>Null where nobody knows.</summary>
    public Money? Cost { get; init; }
}

/// <summary>Something is no recording that can be gone through.</summary>
public sealed class RecordingException(string message) : Exception(message);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    WriteIndented = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(RunRecording))]
sealed partial class RunRecordingJson : JsonSerializerContext
{
    /// <summary>Characters of other languages stay as they are.</summary>
    public static RunRecordingJson Readable => field ??= new(new(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
