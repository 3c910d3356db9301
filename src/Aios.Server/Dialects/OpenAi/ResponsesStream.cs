using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Aios.Server.Dialects.OpenAi;

/// <summary>Writes a response as the events of a stream, numbered one after the other.</summary>
sealed class ResponsesStream(AnswerHead head, ResponseStore store) : IAnswerStream
{
    const int Padded = 16;

    readonly string _id = head.Ids.Next("resp_", 48);
    readonly List<JsonObject> _output = [];
    readonly List<AIContent> _pieces = [];
    readonly StringBuilder _text = new();
    Part _open;
    string _item = "";
    int _number;

    /// <summary>What is being written.</summary>
    enum Part
    {
        None,
        Reasoning,
        Text,
        Refusal,
    }

    public IEnumerable<Frame> Open() =>
    [
        Event("response.created", new() { ["response"] = ResponseDocument.Of(head, _id, [], null) }),
        Event("response.in_progress", new() { ["response"] = ResponseDocument.Of(head, _id, [], null) }),
    ];

    public IEnumerable<Frame> Write(AIContent piece)
    {
        _pieces.Add(piece);
        return piece switch
        {
            TextContent { Text.Length: > 0 } text => Text(text.Text, Part.Text),
            ErrorContent refusal => Text(refusal.Message, Part.Refusal),
            TextReasoningContent thought => Think(thought.Text),
            FunctionCallContent call => Call(call),
            _ => [],
        };
    }

    public IEnumerable<Frame> Close(AnswerEnd end)
    {
        var status = ResponseDocument.Status(end);
        foreach (var frame in ClosePart(status))
        {
            yield return frame;
        }

        ResponseDocument.Keep(store, head, _id, _output, _pieces);
        yield return Event($"response.{status}", new() { ["response"] = ResponseDocument.Of(head, _id, _output, end) }, FrameKind.Usage);
    }

    IEnumerable<Frame> Text(string text, Part part)
    {
        if (_open != part)
        {
            foreach (var frame in ClosePart("completed").Concat(OpenMessage(part)))
            {
                yield return frame;
            }
        }

        _text.Append(text);
        var delta = InPart(new() { ["delta"] = text });
        if (part == Part.Text)
        {
            delta["logprobs"] = new JsonArray();
        }

        yield return Event(part == Part.Text ? "response.output_text.delta" : "response.refusal.delta", Padding(delta, text.Length), FrameKind.Text);
    }

    IEnumerable<Frame> OpenMessage(Part part)
    {
        (_open, _item) = (part, head.Ids.Next("msg_", 48));
        yield return Event("response.output_item.added", new() { ["output_index"] = _output.Count, ["item"] = ResponseItem.Message(_item, "in_progress", "", null) });
        yield return Event("response.content_part.added", InPart(new() { ["part"] = Content("") }));
    }

    IEnumerable<Frame> Think(string thought)
    {
        if (_open != Part.Reasoning)
        {
            foreach (var frame in ClosePart("completed"))
            {
                yield return frame;
            }

            (_open, _item) = (Part.Reasoning, head.Ids.Next("rs_", 48));
            yield return Event("response.output_item.added", new() { ["output_index"] = _output.Count, ["item"] = ResponseItem.Reasoning(head, _item, null) });
            if (head.Question.ShowsThinking)
            {
                yield return Event("response.reasoning_summary_part.added", InSummary(new() { ["part"] = ResponseItem.SummaryText("") }));
            }
        }

        _text.Append(thought);
        if (head.Question.ShowsThinking)
        {
            yield return Event("response.reasoning_summary_text.delta", Padding(InSummary(new() { ["delta"] = thought }), thought.Length), FrameKind.Thinking);
        }
    }

    IEnumerable<Frame> Call(FunctionCallContent call)
    {
        foreach (var frame in ClosePart("completed"))
        {
            yield return frame;
        }

        var (id, at) = (head.Ids.Next("fc_", 48), _output.Count);
        JsonObject InItem(JsonObject json)
        {
            json["item_id"] = id;
            json["output_index"] = at;
            return json;
        }

        yield return Event("response.output_item.added", new() { ["output_index"] = at, ["item"] = ResponseItem.Call(id, call, "in_progress", "") }, FrameKind.ToolCall);
        foreach (var piece in ToolTexts.Pieces(call.ArgumentsText))
        {
            yield return Event("response.function_call_arguments.delta", Padding(InItem(new() { ["delta"] = piece }), piece.Length), FrameKind.ToolCall);
        }

        yield return Event("response.function_call_arguments.done", InItem(new() { ["arguments"] = call.ArgumentsText }));
        yield return Done(ResponseItem.Call(id, call, "completed", call.ArgumentsText));
    }

    IEnumerable<Frame> ClosePart(string status)
    {
        var (part, text) = (_open, _text.ToString());
        _open = Part.None;
        _text.Clear();
        if (part == Part.Reasoning)
        {
            if (head.Question.ShowsThinking)
            {
                yield return Event("response.reasoning_summary_text.done", InSummary(new() { ["text"] = text }));
                yield return Event("response.reasoning_summary_part.done", InSummary(new() { ["part"] = ResponseItem.SummaryText(text) }));
            }

            yield return Done(ResponseItem.Reasoning(head, _item, text));
        }
        else if (part != Part.None)
        {
            _open = part;
            yield return part == Part.Text
                ? Event("response.output_text.done", InPart(new() { ["text"] = text, ["logprobs"] = new JsonArray() }))
                : Event("response.refusal.done", InPart(new() { ["refusal"] = text }));
            yield return Event("response.content_part.done", InPart(new() { ["part"] = Content(text) }));
            _open = Part.None;
            yield return Done(part == Part.Text ? ResponseItem.Message(_item, status, text, null) : ResponseItem.Message(_item, status, "", text));
        }
    }

    JsonObject Content(string text) => _open == Part.Text ? ResponseItem.OutputText(text) : ResponseItem.Refusal(text);

    Frame Done(JsonObject item)
    {
        var frame = Event("response.output_item.done", new() { ["output_index"] = _output.Count, ["item"] = item.DeepClone() });
        _output.Add(item);
        return frame;
    }

    JsonObject InPart(JsonObject json)
    {
        json["item_id"] = _item;
        json["output_index"] = _output.Count;
        json["content_index"] = 0;
        return json;
    }

    JsonObject InSummary(JsonObject json)
    {
        json["item_id"] = _item;
        json["output_index"] = _output.Count;
        json["summary_index"] = 0;
        return json;
    }

    JsonObject Padding(JsonObject json, int length)
    {
        if (head.Question.Pads)
        {
            json["obfuscation"] = head.Ids.Noise(_id, Padded - length % Padded);
        }

        return json;
    }

    Frame Event(string type, JsonObject json, FrameKind kind = FrameKind.Structure)
    {
        json.Insert(0, "type", type);
        json["sequence_number"] = _number++;
        return new(kind, type, json);
    }
}
