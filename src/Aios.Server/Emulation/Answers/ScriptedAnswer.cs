using System.Text.RegularExpressions;
using Aios.Llm.Models;
using Aios.Workshop.Offline;
using Microsoft.Extensions.AI;

namespace Aios.Server.Emulation.Answers;

/// <summary>A rule of a script: which questions it fits, and what is said then.</summary>
public sealed record ScriptedAnswer
{
    public string? Dialect { get; init; }

    public string? Model { get; init; }

    /// <summary>Looked for in the last message of the user.</summary>
    public Regex? User { get; init; }

    public Regex? System { get; init; }

    /// <summary>Whether tools have just answered.</summary>
    public bool? AfterTool { get; init; }

    /// <summary>How often it answers before the next rule that fits has its turn.</summary>
    public int Times { get; init; } = int.MaxValue;

    public string? Text { get; init; }

    public string? Thinking { get; init; }

    public string? Refusal { get; init; }

    public IReadOnlyList<FunctionCallContent> Calls { get; init; } = [];

    /// <summary>In the common vocabulary (stop, length, tool_calls, content_filter), or the vendor's own word.</summary>
    public ChatFinishReason? Stop { get; init; }

    /// <summary>What is billed; counted when null.</summary>
    public Usage? Usage { get; init; }

    /// <summary>How fast it is said; as fast as everything else when null.</summary>
    public Pace? Pace { get; init; }

    internal bool Fits(string? dialect, string? model, IReadOnlyList<ChatMessage> messages)
    {
        string Last(ChatRole role) => messages.LastOrDefault(message => message.Role == role)?.Text ?? "";
        return (Dialect is null || Dialect == dialect)
            && (Model is null || Model == model)
            && (User is null || User.IsMatch(Last(ChatRole.User)))
            && (System is null || messages.Any(message => message.Role == ChatRole.System && System.IsMatch(message.Text)))
            && (AfterTool is null || AfterTool == (messages is [.., { } last] && last.Role == ChatRole.Tool));
    }

    internal IEnumerable<ChatResponseUpdate> Updates()
    {
        if (Pace is not null)
        {
            yield return new(ChatRole.Assistant, []) { AdditionalProperties = new() { [Script.Paced] = Pace } };
        }

        if (Usage is not null)
        {
            yield return new(ChatRole.Assistant, [new UsageContent(Usage.ToDetails()) { AdditionalProperties = new() { [Script.Billed] = true } }]);
        }

        if (Thinking is not null)
        {
            yield return new(ChatRole.Assistant, [new TextReasoningContent(Thinking)]);
        }

        if (Text is not null)
        {
            yield return new(ChatRole.Assistant, Text);
        }

        if (Refusal is not null)
        {
            yield return new(ChatRole.Assistant, [new ErrorContent(Refusal) { ErrorCode = "refusal" }]) { FinishReason = new ChatFinishReason("refusal") };
        }

        foreach (var call in Calls)
        {
            yield return new(ChatRole.Assistant, [call]);
        }

        yield return new(ChatRole.Assistant, []) { FinishReason = Stop };
    }
}
