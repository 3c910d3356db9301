using System.Runtime.CompilerServices;

namespace Aios.Workshop.Offline;

/// <summary>How fast the offline provider speaks, so that a run takes as long as one with real models would.</summary>
public sealed record Pace
{
    /// <summary>As fast as it can.</summary>
    public static Pace Unlimited { get; } = new();

    /// <summary>In characters of model time; unlimited when absent.</summary>
    public double? CharactersPerSecond { get; init; }

    /// <summary>In model time.</summary>
    public TimeSpan FirstToken { get; init; }

    /// <summary>Seconds that pass for a second of model time: 0.1 is ten times as fast.</summary>
    public double TimeScale { get; init; } = 1;

    public bool IsLimited => CharactersPerSecond is not null || FirstToken > TimeSpan.Zero;

    /// <summary>Hands out a text in pieces. Each has a due time of its own, so that small delays do not add up.</summary>
    internal async IAsyncEnumerable<string> SpeakAsync(string text, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int PieceLength = 40;
        var started = clock.GetTimestamp();
        for (var at = 0; at < text.Length; at += PieceLength)
        {
            var piece = text.Substring(at, Math.Min(PieceLength, text.Length - at));
            await WaitUntilAsync(Due(at + piece.Length), started, clock, cancellationToken);
            yield return piece;
        }
    }

    /// <summary>When so many characters have been spoken, from the beginning of the answer.</summary>
    TimeSpan Due(int characters) =>
        (FirstToken + (CharactersPerSecond is { } speed ? TimeSpan.FromSeconds(characters / speed) : TimeSpan.Zero)) * TimeScale;

    static async Task WaitUntilAsync(TimeSpan due, long started, TimeProvider clock, CancellationToken cancellationToken)
    {
        var left = due - clock.GetElapsedTime(started);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, clock, cancellationToken);
        }
    }
}
