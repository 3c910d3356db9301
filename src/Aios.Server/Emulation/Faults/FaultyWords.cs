using System.Runtime.CompilerServices;
using Aios.Server.Dialects;
using Aios.Server.Emulation.Answers;
using Microsoft.Extensions.AI;

namespace Aios.Server.Emulation.Faults;

/// <summary>Faults in what a model says, before it goes over any wire.</summary>
static class FaultyWords
{
    const int Megabyte = 1 << 20;

    public const string RefusalText = "I'm sorry, but I can't help with that.";

    /// <summary>How an answer ends that a fault ends; null where it ends by itself.</summary>
    public static ChatFinishReason? Finish(Fault? fault) => fault?.Kind switch
    {
        FaultKind.ContentFilter => ChatFinishReason.ContentFilter,
        FaultKind.Refusal => new ChatFinishReason("refusal"),
        FaultKind.Length => ChatFinishReason.Length,
        FaultKind.HalfToolCall or FaultKind.InvalidToolJson => ChatFinishReason.ToolCalls,
        FaultKind.Cut or FaultKind.Reset when fault.At == CutPoint.InToolCall => ChatFinishReason.ToolCalls,
        _ => null,
    };

    public static IAsyncEnumerable<AIContent> Apply(Fault? fault, Question question, IAsyncEnumerable<AIContent> pieces) => fault?.Kind switch
    {
        FaultKind.ContentFilter or FaultKind.Length => First(pieces, fault.After ?? 2),
        FaultKind.Refusal => Only(new ErrorContent(RefusalText) { ErrorCode = "refusal" }),
        FaultKind.ThinkingOnly => Thoughts(pieces),
        FaultKind.HugeEvent => Before([new string('x', Megabyte)], pieces),
        FaultKind.HalfToolCall => Only(Call(question, arguments => arguments[..(arguments.Length / 2)])),
        FaultKind.InvalidToolJson => Only(Call(question, arguments => $"{{'arguments': {arguments[1..]}")),
        FaultKind.Cut or FaultKind.Reset when fault.At == CutPoint.InToolCall => Only(Call(question, arguments => arguments)),
        FaultKind.Cut or FaultKind.Reset when fault.At == CutPoint.InCharacter => Before(["Cut in ", "日本語: "], pieces),
        _ => pieces,
    };

    /// <summary>A call of the caller's first tool, or of one that it never had.</summary>
    static FunctionCallContent Call(Question question, Func<string, string> broken)
    {
        var tool = question.Options.Tools?.OfType<DeclaredTool>().FirstOrDefault();
        var arguments = tool is null ? """{"query":"emulated"}""" : Compact.Text(SchemaSample.Of(tool.JsonSchema));
        arguments = arguments.Length > 2 ? arguments : """{"query":"emulated"}""";
        return new("", tool?.Name ?? "lookup") { RawRepresentation = broken(arguments) };
    }

    static async IAsyncEnumerable<AIContent> First(IAsyncEnumerable<AIContent> pieces, int count, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var texts = 0;
        await foreach (var piece in pieces.WithCancellation(cancellationToken))
        {
            if (piece is TextContent && ++texts > count)
            {
                yield break;
            }

            yield return piece;
        }
    }

    static async IAsyncEnumerable<AIContent> Thoughts(IAsyncEnumerable<AIContent> pieces, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var piece in pieces.WithCancellation(cancellationToken))
        {
            if (piece is TextContent text)
            {
                yield return new TextReasoningContent(text.Text);
            }
            else if (piece is TextReasoningContent)
            {
                yield return piece;
            }
        }
    }

    static async IAsyncEnumerable<AIContent> Before(string[] first, IAsyncEnumerable<AIContent> pieces, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var text in first)
        {
            yield return new TextContent(text);
        }

        await foreach (var piece in pieces.WithCancellation(cancellationToken))
        {
            yield return piece;
        }
    }

    static async IAsyncEnumerable<AIContent> Only(AIContent piece)
    {
        await Task.CompletedTask;
        yield return piece;
    }
}
