using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Aios.Server.Dialects.Anthropic;

/// <summary>Writes a message as the events of a stream.</summary>
sealed class AnthropicStream(AnswerHead head) : IAnswerStream
{
    readonly StringBuilder _thought = new();
    int _index = -1;
    string? _open;

    public IEnumerable<Frame> Open()
    {
        var message = AnthropicMessage.Begun(head, head.Ids.Next("msg_01"));
        message["usage"] = AnthropicMessage.Usage(head.Read with { Output = 1 });
        yield return Event("message_start", new() { ["message"] = message });
        yield return new(FrameKind.Structure, "ping", new() { ["type"] = "ping" });
    }

    public IEnumerable<Frame> Write(AIContent piece) => piece switch
    {
        TextContent { Text.Length: > 0 } text => Text(text.Text),
        ErrorContent refusal => Text(refusal.Message),
        TextReasoningContent thought => Think(thought.Text),
        FunctionCallContent call => Call(call),
        _ => [],
    };

    public IEnumerable<Frame> Close(AnswerEnd end)
    {
        foreach (var frame in CloseBlock())
        {
            yield return frame;
        }

        var usage = AnthropicMessage.Usage(end.Usage);
        usage.Remove("cache_creation");
        usage.Remove("service_tier");
        yield return Event("message_delta", new()
        {
            ["delta"] = new JsonObject { ["stop_reason"] = AnthropicMessage.StopReason(end), ["stop_sequence"] = end.StopSequence },
            ["usage"] = usage,
        }, FrameKind.Usage);
        yield return Event("message_stop", [], FrameKind.Done);
    }

    IEnumerable<Frame> Text(string text) =>
    [
        .. OpenBlock("text", new() { ["type"] = "text", ["text"] = "" }),
        Delta("text_delta", "text", text, FrameKind.Text),
    ];

    IEnumerable<Frame> Think(string thought)
    {
        foreach (var frame in OpenBlock("thinking", new() { ["type"] = "thinking", ["thinking"] = "", ["signature"] = "" }))
        {
            yield return frame;
        }

        _thought.Append(thought);
        if (head.Question.ShowsThinking)
        {
            yield return Delta("thinking_delta", "thinking", thought, FrameKind.Thinking);
        }
    }

    IEnumerable<Frame> Call(FunctionCallContent call)
    {
        foreach (var frame in CloseBlock().Concat(OpenBlock("tool_use", new() { ["type"] = "tool_use", ["id"] = call.CallId, ["name"] = call.Name, ["input"] = new JsonObject() })))
        {
            yield return frame;
        }

        // The vendor begins each call with an empty piece, and sends nothing else where there are no arguments.
        var arguments = call.ArgumentsText is "{}" ? "" : call.ArgumentsText;
        foreach (var piece in ToolTexts.Pieces(arguments).Prepend(""))
        {
            yield return Delta("input_json_delta", "partial_json", piece, FrameKind.ToolCall);
        }

        foreach (var frame in CloseBlock())
        {
            yield return frame;
        }
    }

    IEnumerable<Frame> OpenBlock(string type, JsonObject block)
    {
        if (_open == type)
        {
            yield break;
        }

        foreach (var frame in CloseBlock())
        {
            yield return frame;
        }

        (_open, _index) = (type, _index + 1);
        yield return Event("content_block_start", new() { ["index"] = _index, ["content_block"] = block });
    }

    IEnumerable<Frame> CloseBlock()
    {
        if (_open == "thinking")
        {
            yield return Delta("signature_delta", "signature", AnthropicSignature.Of(_thought.ToString()), FrameKind.Structure);
            _thought.Clear();
        }

        if (_open is not null)
        {
            yield return Event("content_block_stop", new() { ["index"] = _index });
        }

        _open = null;
    }

    Frame Delta(string type, string name, string value, FrameKind kind) => Event("content_block_delta", new()
    {
        ["index"] = _index,
        ["delta"] = new JsonObject { ["type"] = type, [name] = value },
    }, kind);

    static Frame Event(string type, JsonObject json, FrameKind kind = FrameKind.Structure)
    {
        json.Insert(0, "type", type);
        return new(kind, type, json);
    }
}
