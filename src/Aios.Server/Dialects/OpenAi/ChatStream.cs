using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Aios.Server.Dialects.OpenAi;

/// <summary>Writes a completion as chunks.</summary>
sealed class ChatStream(AnswerHead head) : IAnswerStream
{
    const int Padded = 16;

    readonly string _id = head.Ids.Next("chatcmpl-");
    readonly string _fingerprint = ChatCompletion.Fingerprint(head);
    int _calls;

    public IEnumerable<Frame> Open() =>
        [Chunk(FrameKind.Structure, new() { ["role"] = "assistant", ["content"] = "", ["refusal"] = null })];

    public IEnumerable<Frame> Write(AIContent piece) => piece switch
    {
        TextContent { Text.Length: > 0 } text => [Chunk(FrameKind.Text, new() { ["content"] = text.Text }, text.Text.Length)],
        ErrorContent refusal => [Chunk(FrameKind.Text, new() { ["refusal"] = refusal.Message }, refusal.Message.Length)],
        FunctionCallContent call => Call(call),
        _ => [], // what was thought is billed and not shown
    };

    public IEnumerable<Frame> Close(AnswerEnd end)
    {
        yield return Chunk(FrameKind.Structure, [], finish: ChatCompletion.FinishReason(end));
        if (head.Question.WantsUsage)
        {
            var last = Begun();
            last["choices"] = new JsonArray();
            last["usage"] = ChatCompletion.Usage(end.Usage);
            yield return new(FrameKind.Usage, null, Padding(last, 0));
        }

        yield return new(FrameKind.Done, null, null, "data: [DONE]\n\n");
    }

    IEnumerable<Frame> Call(FunctionCallContent call)
    {
        var index = _calls++;
        yield return ToolChunk(new()
        {
            ["index"] = index,
            ["id"] = call.CallId,
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = "" },
        });
        foreach (var piece in ToolTexts.Pieces(call.ArgumentsText))
        {
            yield return ToolChunk(new() { ["index"] = index, ["function"] = new JsonObject { ["arguments"] = piece } }, piece.Length);
        }
    }

    Frame ToolChunk(JsonObject call, int length = 0) => Chunk(FrameKind.ToolCall, new() { ["tool_calls"] = new JsonArray((JsonNode)call) }, length);

    Frame Chunk(FrameKind kind, JsonObject delta, int length = 0, string? finish = null)
    {
        var chunk = Begun();
        chunk["choices"] = new JsonArray((JsonNode)new JsonObject { ["index"] = 0, ["delta"] = delta, ["logprobs"] = null, ["finish_reason"] = finish });
        if (head.Question.WantsUsage)
        {
            chunk["usage"] = null;
        }

        return new(kind, null, Padding(chunk, length));
    }

    JsonObject Begun()
    {
        var chunk = ChatCompletion.Begun(head, _id, "chat.completion.chunk");
        chunk["service_tier"] = "default";
        chunk["system_fingerprint"] = _fingerprint;
        return chunk;
    }

    JsonObject Padding(JsonObject chunk, int length)
    {
        if (head.Question.Pads)
        {
            chunk["obfuscation"] = head.Ids.Noise(_id, Padded - length % Padded);
        }

        return chunk;
    }
}
