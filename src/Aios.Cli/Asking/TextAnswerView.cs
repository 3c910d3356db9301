using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Aios.Cli.Display;
using Aios.Llm.Models;
using Aios.Llm.Spending;
using Microsoft.Extensions.AI;

namespace Aios.Cli.Asking;

/// <summary>The answer on standard output and nothing else there; what is to be said about it goes to standard error.</summary>
/// <param name="stream">Each piece as it arrives, instead of all at the end.</param>
/// <param name="isTerminal">Somebody may be tricked there by characters that move the cursor; a file or a program gets what the model wrote.</param>
sealed class TextAnswerView(Output output, bool stream, bool isTerminal) : IAnswerView
{
    /// <summary>No web page holds this JSON.</summary>
    static readonly JsonSerializerOptions _asItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    string _half = "";
    bool _atLineStart = true;

    public void Show(AIContent piece)
    {
        if (stream && piece is TextContent text)
        {
            Write(text.Text);
        }
    }

    public void End(AnswerReport report)
    {
        if (!stream)
        {
            Write(report.Text);
        }

        Write("", isLast: true);
        EndLine();
        foreach (var call in report.Calls)
        {
            Write($"{call.Name} {AnswerReport.Arguments(call)?.ToJsonString(_asItIs)}");
            EndLine();
        }

        if (output.Verbose && report.Reasoning.Length > 0)
        {
            output.Progress.WriteLine(TerminalText.Safe(report.Reasoning.TrimEnd()));
        }

        if (output.Quiet)
        {
            return;
        }

        output.Warn(report.Warnings);
        var tokens = report is { Cost: null } && report.Usage == Usage.None ? "tokens unknown" : string.Create(CultureInfo.InvariantCulture, $"{report.Usage.TotalInput} tokens in, {report.Usage.Output} out");
        output.Progress.WriteLine(TerminalText.Safe(string.Create(
            CultureInfo.InvariantCulture,
            $"aios: {report.Provider}/{report.Model}, {tokens}, {report.Cost?.ToString() ?? "cost unknown"}{(report.Saved == Money.Zero ? "" : $" ({report.Saved} saved)")}, {report.Took.TotalSeconds:0.00} s")));
    }

    public void Break(AnswerReport report) => End(report);

    /// <remarks>Half a character, as some wires send it, waits for its other half.</remarks>
    void Write(string piece, bool isLast = false)
    {
        var text = _half + piece;
        var cut = !isLast && text.Length > 0 && char.IsHighSurrogate(text[^1]) ? text.Length - 1 : text.Length;
        _half = text[cut..];
        if (cut > 0)
        {
            _atLineStart = text[cut - 1] == '\n';
            output.Data.Write(isTerminal ? TerminalText.Safe(text[..cut]) : text[..cut]);
            output.Data.Flush();
        }
    }

    void EndLine()
    {
        if (!_atLineStart)
        {
            output.Data.WriteLine();
            _atLineStart = true;
        }
    }
}
