using System.Runtime.CompilerServices;
using System.Text;
using Aios.Llm.Models;
using Aios.Server.Dialects;
using Aios.Workshop.Offline;
using Microsoft.Extensions.AI;

namespace Aios.Server.Emulation.Answers;

/// <summary>What an answerer says, cut into pieces as a model would say it, and ended where the question asks for an end.</summary>
/// <param name="inWords">Cuts short texts too, so that there is a place between pieces where something can happen.</param>
sealed class Said(Question question, IChatClient answers, TimeProvider clock, bool inWords)
{
    const int BytesPerToken = 4;
    const int LongestPiece = 48;

    readonly StringBuilder _held = new();
    long _bytesLeft = (question.Options.MaxOutputTokens ?? int.MaxValue) * (long)BytesPerToken;

    /// <summary>Why it ended; an own word of the answerer's passes through.</summary>
    public ChatFinishReason Finish { get; private set; } = ChatFinishReason.Stop;

    public string? StopSequence { get; private set; }

    /// <summary>What the answerer wants billed, if it says so before anything else.</summary>
    public Usage? Usage { get; private set; }

    public async IAsyncEnumerable<AIContent> PiecesAsync(Pace pace, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (question.Messages.Count == 0)
        {
            yield break; // Ollama loads a model in this way
        }

        var started = clock.GetTimestamp();
        long characters = 0;
        ChatFinishReason? finish = null;
        await foreach (var update in answers.GetStreamingResponseAsync(question.Messages, question.Options, cancellationToken))
        {
            finish = update.FinishReason ?? finish;
            pace = update.AdditionalProperties?.TryGetValue(Script.Paced, out var own) == true && own is Pace its ? its : pace;
            foreach (var piece in update.Contents.SelectMany(Cut))
            {
                characters += Length(piece);
                await WaitAsync(pace, characters, started, cancellationToken);
                yield return piece;
            }

            if (StopSequence is not null || Finish == ChatFinishReason.Length)
            {
                yield break;
            }
        }

        foreach (var rest in Held())
        {
            yield return rest;
        }

        Finish = Finish == ChatFinishReason.Length ? Finish : finish ?? Finish;
    }

    /// <summary>The pieces of a content, as far as the question wants them.</summary>
    IEnumerable<AIContent> Cut(AIContent content)
    {
        switch (content)
        {
            case UsageContent usage:
                Usage ??= usage.AdditionalProperties?.ContainsKey(Script.Billed) == true ? Llm.Models.Usage.Of(usage.Details) : null;
                return [];
            case TextContent text:
                return Split(text.Text).SelectMany(Unstopped).Select(piece => Within(new TextContent(piece))).OfType<AIContent>();
            case TextReasoningContent thought:
                return question.Thinks ? [.. Held(), .. Split(thought.Text).Select(piece => Within(new TextReasoningContent(piece))).OfType<AIContent>()] : [];
            case FunctionCallContent call:
                Finish = ChatFinishReason.ToolCalls;
                return [.. Held(), .. Within(call) is { } whole ? (AIContent[])[whole] : []];
            default:
                return [.. Held(), content];
        }
    }

    /// <summary>The end of a text that was held back, once it is no beginning of a stop sequence: nothing else may come before it.</summary>
    IEnumerable<AIContent> Held()
    {
        var text = _held.ToString();
        _held.Clear();
        return text.Length > 0 && Within(new TextContent(text)) is { } rest ? [rest] : [];
    }

    /// <summary>Holds back what may be the beginning of a stop sequence.</summary>
    IEnumerable<string> Unstopped(string piece)
    {
        var stops = question.Options.StopSequences ?? [];
        if (StopSequence is not null || stops.Count == 0)
        {
            return StopSequence is null ? [piece] : [];
        }

        var text = _held.Append(piece).ToString();
        _held.Clear();
        var (stop, at) = stops.Where(stop => stop.Length > 0).Select(stop => (stop, At: text.IndexOf(stop, StringComparison.Ordinal))).Where(each => each.At >= 0).OrderBy(each => each.At).FirstOrDefault();
        if (stop is not null)
        {
            StopSequence = stop;
            return at > 0 ? [text[..at]] : [];
        }

        var safe = Math.Max(0, text.Length - stops.Max(each => each.Length) + 1);
        _held.Append(text, safe, text.Length - safe);
        return safe > 0 ? [text[..safe]] : [];
    }

    /// <summary>As much of it as the limit of tokens leaves; null where nothing is left.</summary>
    AIContent? Within(AIContent piece)
    {
        var text = piece switch { TextContent said => said.Text, TextReasoningContent thought => thought.Text, FunctionCallContent call => call.ArgumentsText, _ => "" };
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes <= _bytesLeft)
        {
            _bytesLeft -= bytes;
            return piece;
        }

        var kept = Beginning(text, _bytesLeft);
        (_bytesLeft, Finish) = (-1, ChatFinishReason.Length);
        return (piece, kept.Length) switch
        {
            (_, 0) => null,
            (TextContent, _) => new TextContent(kept),
            (TextReasoningContent, _) => new TextReasoningContent(kept),
            (FunctionCallContent call, _) => new FunctionCallContent(call.CallId, call.Name) { RawRepresentation = kept },
            _ => piece,
        };
    }

    static string Beginning(string text, long bytes)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }

    IEnumerable<string> Split(string text) => text.Length <= LongestPiece && !inWords ? [text] : Words(text);

    /// <summary>Each piece is a word with the blank before it, as most models' tokens are.</summary>
    static IEnumerable<string> Words(string text)
    {
        const int Longest = 12;
        for (var at = 0; at < text.Length;)
        {
            var end = at + 1;
            while (end < text.Length && end - at < Longest && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            end += end < text.Length && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
            yield return text[at..end];
            at = end;
        }
    }

    async Task WaitAsync(Pace pace, long characters, long started, CancellationToken cancellationToken)
    {
        if (!pace.IsLimited)
        {
            return;
        }

        var due = (pace.FirstToken + (pace.CharactersPerSecond is { } speed ? TimeSpan.FromSeconds(characters / speed) : TimeSpan.Zero)) * pace.TimeScale;
        var left = due - clock.GetElapsedTime(started);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, clock, cancellationToken);
        }
    }

    static int Length(AIContent piece) => piece switch
    {
        TextContent text => text.Text.Length,
        TextReasoningContent thought => thought.Text.Length,
        FunctionCallContent call => call.ArgumentsText.Length,
        _ => 0,
    };
}
