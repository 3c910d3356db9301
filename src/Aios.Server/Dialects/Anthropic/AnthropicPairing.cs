using Microsoft.Extensions.AI;
using static Aios.Server.Dialects.Anthropic.AnthropicDialect;

namespace Aios.Server.Dialects.Anthropic;

/// <summary>Every tool call is answered in the next message, and nothing else is.</summary>
static class AnthropicPairing
{
    public static void Check(IReadOnlyList<ChatMessage> turns)
    {
        HashSet<string> known = [];
        for (var at = 0; at < turns.Count; at++)
        {
            string[] asked = at == 0 ? [] : [.. turns[at - 1].Contents.OfType<FunctionCallContent>().Select(call => call.CallId)];
            CheckResults(turns[at], at, asked);
            CheckUnique(turns[at], known);
            if (at > 0 && turns[at - 1].Role == ChatRole.Assistant)
            {
                CheckAnswered(turns[at], at, asked);
            }
        }

        if (turns[^1].Contents.OfType<FunctionCallContent>().ToList() is { Count: > 0 } open)
        {
            throw Unanswered(turns.Count - 1, open.Select(call => call.CallId));
        }
    }

    static void CheckResults(ChatMessage turn, int at, string[] asked)
    {
        for (var index = 0; index < turn.Contents.Count; index++)
        {
            if (turn.Contents[index] is FunctionResultContent result && !asked.Contains(result.CallId))
            {
                throw Refuse($"messages.{at}.content.{index}: unexpected `tool_use_id` found in `tool_result` blocks: {result.CallId}. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.");
            }
        }
    }

    static void CheckUnique(ChatMessage turn, HashSet<string> known)
    {
        if (turn.Contents.OfType<FunctionCallContent>().FirstOrDefault(call => !known.Add(call.CallId)) is not null)
        {
            throw Refuse("messages: `tool_use` ids must be unique");
        }
    }

    static void CheckAnswered(ChatMessage turn, int at, string[] asked)
    {
        string[] answered = [.. turn.Contents.OfType<FunctionResultContent>().Select(result => result.CallId)];
        string[] missing = [.. asked.Except(answered)];
        if (missing.Length > 0)
        {
            throw Unanswered(at - 1, missing);
        }

        if (answered.Distinct().Count() != answered.Length)
        {
            throw Refuse($"messages.{at}: each tool_use must have a single result. Found multiple `tool_result` blocks with the same id.");
        }

        var firstOther = turn.Contents.ToList().FindIndex(content => content is not FunctionResultContent);
        if (firstOther >= 0 && turn.Contents.Skip(firstOther).Any(content => content is FunctionResultContent))
        {
            throw Unanswered(at - 1, asked);
        }
    }

    static RequestRefusedException Unanswered(int at, IEnumerable<string> ids) =>
        Refuse($"messages.{at}: `tool_use` ids were found without `tool_result` blocks immediately after: {string.Join(", ", ids)}. Each `tool_use` block must have a corresponding `tool_result` block in the next message.");
}
