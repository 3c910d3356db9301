using System.Text.Json;

namespace Aios.Llm.Providers.Replay;

/// <summary>What a <see cref="Recorder"/> has written.</summary>
public sealed class RunRecording
{
    RunRecording(IReadOnlyList<RecordedExchange> exchanges, IReadOnlyList<int> unreadable) => (Exchanges, UnreadableLines) = (exchanges, unreadable);

    /// <summary>Lines that were cut off while they were written, counted from one; the exchanges in them are lost.</summary>
    public IReadOnlyList<int> UnreadableLines { get; }

    internal IReadOnlyList<RecordedExchange> Exchanges { get; }

    /// <exception cref="InvalidDataException">It is no recording, or one of a later version.</exception>
    public static async Task<RunRecording> ReadAsync(string path, CancellationToken cancellationToken)
    {
        List<RecordedExchange> exchanges = [];
        List<int> unreadable = [];
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (!IsJson(line))
            {
                unreadable.Add(number);
                continue;
            }

            exchanges.Add(Exchange(line, $"{path}, line {number}"));
        }

        return new([.. exchanges.OrderBy(exchange => exchange.Number)], unreadable);
    }

    static bool IsJson(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static RecordedExchange Exchange(string line, string where)
    {
        using var document = JsonDocument.Parse(line);
        if (document.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number)
        {
            throw new InvalidDataException($"{where}: this is no recorded exchange.");
        }

        if (version.GetRawText() != $"{RecordedExchange.CurrentVersion}")
        {
            throw new InvalidDataException($"{where}: recorded in version {version}, and only version {RecordedExchange.CurrentVersion} is understood here.");
        }

        try
        {
            return root.Deserialize(ReplayJson.Default.RecordedExchange) ?? throw new InvalidDataException($"{where}: this is no recorded exchange.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{where}: {exception.Message}", exception);
        }
    }
}
