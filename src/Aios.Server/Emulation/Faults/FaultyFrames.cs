using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Aios.Server.Dialects;

namespace Aios.Server.Emulation.Faults;

/// <summary>Faults on the wire: turns frames into what is done with the connection.</summary>
sealed class FaultyFrames(Fault? fault, IServedDialect dialect, AnswerHead head)
{
    int _texts;
    int _calls;
    int _pieces;
    bool _isTurn;
    bool _isDone;
    Frame? _kept;

    /// <summary>Whether the answer has ended before its end.</summary>
    public bool IsBroken => _isDone;

    public async IAsyncEnumerable<Step> StepsAsync(IAsyncEnumerable<Frame> frames, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var step in Before())
        {
            yield return step;
        }

        if (_isDone)
        {
            yield break;
        }

        await foreach (var frame in frames.WithCancellation(cancellationToken))
        {
            if (FaultyUsage.Apply(fault, frame, dialect) is not { } told)
            {
                continue;
            }

            _texts += frame.Kind == FrameKind.Text ? 1 : 0;
            _calls += frame.Kind == FrameKind.ToolCall ? 1 : 0;
            Count(frame);
            foreach (var step in Steps(told))
            {
                yield return step;
            }

            if (_isDone)
            {
                yield break;
            }
        }

        if (_kept is not null)
        {
            yield return Sent(_kept);
        }
    }

    /// <summary>What happens before there is an answer.</summary>
    IEnumerable<Step> Before() => (fault?.Kind, fault?.Point) switch
    {
        (FaultKind.Cut or FaultKind.Reset, CutPoint.BeforeFirstByte) => Broken(),
        (FaultKind.Cut or FaultKind.Reset, CutPoint.AfterHeaders) => Broken(new Step.Head()),
        (FaultKind.Silence, CutPoint.BeforeFirstByte) when !fault.Pings => [new Step.Wait(fault.Silence)],
        (FaultKind.Silence, CutPoint.BeforeFirstByte or CutPoint.AfterHeaders) => [new Step.Head(), .. Silence()],
        _ => [],
    };

    IEnumerable<Step> Steps(Frame frame) => fault?.Kind switch
    {
        FaultKind.Cut or FaultKind.Reset when Breaks(frame) is { } at => Broken(new Step.Send(Bytes(frame)[..at])),
        FaultKind.Silence when fault.At == CutPoint.InToken && IsHere(frame) => Halves(frame, Silence()),
        FaultKind.Crawl => Crawl(frame),
        FaultKind.TruncatedJson or FaultKind.MalformedChunk when frame.Kind == FrameKind.Whole || fault.Kind == FaultKind.TruncatedJson && IsHere(frame) => Ended(new Step.Send(Bytes(frame)[..(Bytes(frame).Length / 2)])),
        FaultKind.MalformedChunk when IsHere(frame) => [Sent(frame), .. Enumerable.Repeat(Malformed(frame), fault.Count)],
        FaultKind.ErrorEvent when fault.CostsNothing && frame.Kind is not FrameKind.Structure => Ended(Sent(dialect.ErrorFrame(Error(), head))),
        FaultKind.ErrorEvent when IsHere(frame) => Ended(Sent(frame), Sent(dialect.ErrorFrame(Error(), head))),
        FaultKind.UnknownEvents when frame.Kind == FrameKind.Whole => [Sent(Strange(frame))],
        FaultKind.UnknownEvents when IsHere(frame) || _texts == 0 && frame.Kind == FrameKind.Structure => [Sent(frame), Sent(News(frame))],
        FaultKind.DuplicateKeys => [Sent(Twice(frame))],
        FaultKind.Misordered => Swapped(frame),
        FaultKind.NoDone when frame.Kind == FrameKind.Done => [],
        _ => [Sent(frame)],
    };

    /// <summary>Whether the fault happens at this piece of the answer.</summary>
    bool IsHere(Frame frame) => frame.Kind == FrameKind.Whole || _isTurn;

    /// <summary>Calls are pieces as texts are: there are answers without a word. Where one comes in a single line, the line has the weight of a name and of arguments.</summary>
    void Count(Frame frame)
    {
        var before = _pieces;
        _pieces += frame.Kind switch
        {
            FrameKind.Text => 1,
            FrameKind.ToolCall => dialect.StreamType == ServerSentEvents.ContentType ? 1 : 2,
            _ => 0,
        };
        var after = fault?.After ?? 2;
        _isTurn = before < after && _pieces >= after;
    }

    /// <summary>The byte at which the frame breaks; null where it does not.</summary>
    int? Breaks(Frame frame)
    {
        var text = frame.TextIn(dialect);
        return (fault?.Point, frame.Kind) switch
        {
            (CutPoint.InToken, FrameKind.Text or FrameKind.ToolCall) when IsHere(frame) => Half(text),
            (CutPoint.InToken, FrameKind.Whole) => Half(text),
            (CutPoint.InCharacter, _) => Inside(text),
            (CutPoint.InToolCall, FrameKind.ToolCall) when _calls == 2 || dialect.StreamType != ServerSentEvents.ContentType => Half(text),
            (CutPoint.InToolCall, FrameKind.Whole) => At(text, "\"arguments\"", 13) ?? At(text, "\"input\"", 9) ?? Half(text),
            (CutPoint.BeforeUsage, FrameKind.Usage) => 0,
            (CutPoint.BeforeUsage, FrameKind.Done) => 0, // no usage was asked for
            (CutPoint.BeforeUsage, FrameKind.Whole) => At(text, "\"usage\"", 0) ?? At(text, "\"prompt_eval_count\"", 0) ?? Half(text),
            _ => null,
        };
    }

    static int Half(string text) => Encoding.UTF8.GetByteCount(text) / 2;

    static int? At(string text, string words, int further) =>
        text.LastIndexOf(words, StringComparison.Ordinal) is >= 0 and var at ? Encoding.UTF8.GetByteCount(text[..at]) + further : null;

    /// <summary>After the first byte of the first character that has more than one.</summary>
    static int? Inside(string text) =>
        text.AsSpan().IndexOfAnyExceptInRange('\0', '\x7f') is >= 0 and var at ? Encoding.UTF8.GetByteCount(text[..at]) + 1 : null;

    IEnumerable<Step> Broken(params IEnumerable<Step> before) => Ended([.. before, fault?.Kind == FaultKind.Reset ? new Step.Reset() : new Step.Close()]);

    IEnumerable<Step> Ended(params IEnumerable<Step> steps)
    {
        _isDone = true;
        return steps;
    }

    /// <summary>With pings every so often, where the vendor sends any.</summary>
    IEnumerable<Step> Silence()
    {
        var every = TimeSpan.FromSeconds(5);
        if (fault is not { Pings: true } || dialect.Ping is null || !head.Question.Streams)
        {
            return [new Step.Wait(fault?.Silence ?? default)];
        }

        var ping = Encoding.UTF8.GetBytes(dialect.Ping);
        var pings = (int)(fault.Silence / every);
        return [.. Enumerable.Range(0, pings).SelectMany(_ => (Step[])[new Step.Wait(every), new Step.Send(ping)]), new Step.Wait(fault.Silence - pings * every)];
    }

    IEnumerable<Step> Halves(Frame frame, IEnumerable<Step> between)
    {
        var bytes = Bytes(frame);
        var at = frame.Kind == FrameKind.Whole ? bytes.Length / 2 : bytes.Length;
        return [new Step.Send(bytes[..at]), .. between, .. at < bytes.Length ? (Step[])[new Step.Send(bytes[at..])] : []];
    }

    IEnumerable<Step> Crawl(Frame frame) =>
        Bytes(frame).SelectMany(each => (Step[])[new Step.Wait(TimeSpan.FromSeconds(1 / (fault?.BytesPerSecond ?? 1))), new Step.Send([each])]);

    Step.Send Malformed(Frame frame)
    {
        var text = frame.TextIn(dialect).TrimEnd();
        return new(Encoding.UTF8.GetBytes(text[..(text.Length * 3 / 5)] + (dialect.StreamType == ServerSentEvents.ContentType ? "\n\n" : "\n")));
    }

    VendorError Error() => FaultyError.Inside(fault ?? new(FaultKind.ErrorEvent), dialect, head.Question.Model);

    static Frame Strange(Frame frame)
    {
        frame.Json?.Add("emulator_news", new JsonObject { ["since"] = 2030 });
        return frame;
    }

    /// <summary>An event of a kind that is not there yet.</summary>
    static Frame News(Frame frame) => new(FrameKind.Structure, frame.Event is null ? null : "emulator.news", new()
    {
        ["type"] = "emulator.news",
        ["object"] = "emulator.news",
        ["news"] = new JsonObject { ["since"] = 2030 },
        ["choices"] = new JsonArray(),
        ["done"] = false,
    });

    Frame Twice(Frame frame)
    {
        if (frame.Json is not { Count: > 0 } json)
        {
            return frame;
        }

        var first = json.First().Key;
        var text = frame.TextIn(dialect);
        var at = text.IndexOf('{', StringComparison.Ordinal) + 1;
        return frame with { Raw = text.Insert(at, $"\"{first}\":\"twice\",") };
    }

    /// <summary>The piece before the first words comes after them.</summary>
    IEnumerable<Step> Swapped(Frame frame)
    {
        if (frame.Kind == FrameKind.Whole && frame.Json is { } json)
        {
            JsonObject reversed = new(json.Reverse().Select(each => KeyValuePair.Create(each.Key, each.Value?.DeepClone())));
            return [Sent(frame with { Json = reversed })];
        }

        if (_texts == 0 || _texts == 1 && _kept is null && frame.Kind == FrameKind.Text)
        {
            var before = _kept;
            _kept = frame;
            return before is null ? [] : [Sent(before)];
        }

        if (_kept is { } kept)
        {
            _kept = null;
            return [Sent(frame), Sent(kept)];
        }

        return [Sent(frame)];
    }

    Step.Send Sent(Frame frame) => new(Bytes(frame));

    byte[] Bytes(Frame frame) => Encoding.UTF8.GetBytes(frame.TextIn(dialect));
}
