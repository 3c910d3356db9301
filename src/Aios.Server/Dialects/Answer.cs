using Aios.Llm.Models;
using Microsoft.Extensions.AI;

namespace Aios.Server.Dialects;

/// <summary>What is known of an answer before its first word.</summary>
sealed record AnswerHead
{
    public required Question Question { get; init; }

    /// <summary>The model that answers, which is not always the one that was asked for.</summary>
    public required string Model { get; init; }

    public required DateTimeOffset At { get; init; }

    public required IdSource Ids { get; init; }

    /// <summary>What has been read, and from where.</summary>
    public required Usage Read { get; init; }
}

/// <summary>How an answer ended.</summary>
/// <param name="Finish">In the common vocabulary; a vendor's own word passes through.</param>
/// <param name="StopSequence">The one that ended it.</param>
sealed record AnswerEnd(ChatFinishReason Finish, Usage Usage, string? StopSequence, TimeSpan Took);

/// <summary>A whole answer.</summary>
/// <param name="Pieces">Neighbours of one kind are joined.</param>
sealed record Answer(IReadOnlyList<AIContent> Pieces, AnswerEnd End)
{
    public string Text => string.Concat(Pieces.OfType<TextContent>().Select(text => text.Text));

    public string Thinking => string.Concat(Pieces.OfType<TextReasoningContent>().Select(thought => thought.Text));

    public string? Refusal => Pieces.OfType<ErrorContent>().FirstOrDefault()?.Message;

    public IReadOnlyList<FunctionCallContent> Calls => [.. Pieces.OfType<FunctionCallContent>()];

    public static Answer Of(IEnumerable<AIContent> pieces, AnswerEnd end)
    {
        List<AIContent> joined = [];
        foreach (var piece in pieces)
        {
            switch (joined.LastOrDefault(), piece)
            {
                case (TextReasoningContent before, TextReasoningContent after):
                    joined[^1] = new TextReasoningContent(before.Text + after.Text);
                    break;
                case (TextContent before, TextContent after):
                    joined[^1] = new TextContent(before.Text + after.Text);
                    break;
                default:
                    joined.Add(piece);
                    break;
            }
        }

        return new(joined, end);
    }
}
