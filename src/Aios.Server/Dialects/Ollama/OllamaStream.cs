using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Aios.Server.Dialects.Ollama;

/// <summary>Writes an answer as lines.</summary>
sealed class OllamaStream(AnswerHead head, bool generates) : IAnswerStream
{
    int _calls;

    public IEnumerable<Frame> Open() => [];

    public IEnumerable<Frame> Write(AIContent piece) => piece switch
    {
        TextContent { Text.Length: > 0 } text => [Line(FrameKind.Text, text.Text)],
        ErrorContent refusal => [Line(FrameKind.Text, refusal.Message)],
        TextReasoningContent thought => [Line(FrameKind.Thinking, "", thought.Text)],
        FunctionCallContent call => [Line(FrameKind.ToolCall, "", calls: new((JsonNode)OllamaLine.Call(head, call, _calls++)))],
        _ => [],
    };

    public IEnumerable<Frame> Close(AnswerEnd end) => [new(FrameKind.Usage, null, OllamaLine.Last(head, end, generates))];

    Frame Line(FrameKind kind, string text, string thinking = "", JsonArray? calls = null) =>
        new(kind, null, OllamaLine.Piece(head, generates, text, thinking, calls));
}
