using System.Text;
using Aios.Llm.Models;
using Aios.Server.Dialects;
using Microsoft.Extensions.AI;

namespace Aios.Server.Emulation.Answers;

/// <summary>Counts what goes out, so that an answer that is cut is billed as far as it went.</summary>
/// <param name="most">The limit of tokens.</param>
/// <param name="countsThinking">Whether what was thought is told apart.</param>
sealed class OutputCount(Usage read, int? most, bool countsThinking)
{
    const int BytesPerToken = 4;

    long _thought;
    long _said;

    /// <summary>Replaces the count where an answerer decides what is billed.</summary>
    public Usage? Billed { get; set; }

    /// <summary>Whether nothing more comes.</summary>
    public bool IsWhole { get; set; }

    /// <summary>Whether the limit of tokens ended it.</summary>
    public bool IsFull { get; set; }

    public Usage Usage
    {
        get
        {
            if (Billed is not null)
            {
                return Billed;
            }

            var output = Tokens(_thought) + Tokens(_said);
            output = IsFull ? most ?? output : Math.Min(most ?? output, output);
            return read with { Output = output, Reasoning = countsThinking ? Math.Min(output, Tokens(_thought)) : 0 };
        }
    }

    public void Add(AIContent piece)
    {
        switch (piece)
        {
            case TextReasoningContent thought:
                _thought += Encoding.UTF8.GetByteCount(thought.Text);
                break;
            case TextContent text:
                _said += Encoding.UTF8.GetByteCount(text.Text);
                break;
            case FunctionCallContent call:
                _said += Encoding.UTF8.GetByteCount(call.Name + call.ArgumentsText);
                break;
            case ErrorContent refusal:
                _said += Encoding.UTF8.GetByteCount(refusal.Message);
                break;
            default:
                break;
        }
    }

    static long Tokens(long bytes) => (bytes + BytesPerToken - 1) / BytesPerToken;
}
