using System.Text.Json;
using static Aios.Server.Dialects.Anthropic.AnthropicDialect;

namespace Aios.Server.Dialects.Anthropic;

/// <summary>What goes together with thinking, and what does not.</summary>
static class AnthropicThinking
{
    const int LeastBudget = 1024;

    public static bool IsOn(JsonElement body) => body.Member("thinking")?.Word("type") is "enabled" or "adaptive";

    public static void Check(JsonElement body, int maxTokens, double? temperature)
    {
        if (body.Member("thinking") is not { } thinking)
        {
            return;
        }

        switch (thinking.Word("type"))
        {
            case "enabled" when thinking.Whole("budget_tokens") is not { } budget:
                throw Refuse("thinking.enabled.budget_tokens: Field required");
            case "enabled" when thinking.Whole("budget_tokens") < LeastBudget:
                throw Refuse($"thinking.enabled.budget_tokens: Input should be greater than or equal to {LeastBudget}");
            case "enabled" when thinking.Whole("budget_tokens") >= maxTokens:
                throw Refuse("`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size");
            case "disabled":
                return;
            case "enabled" or "adaptive":
                break;
            case var other:
                throw Refuse($"thinking: Input tag '{other}' found using 'type' does not match any of the expected tags: 'enabled', 'disabled', 'adaptive'");
        }

        if (temperature is { } warmth && warmth != 1)
        {
            throw Refuse("`temperature` may only be set to 1 when thinking is enabled.");
        }

        if (body.Member("top_k") is not null)
        {
            throw Refuse("`top_k` must be unset when thinking is enabled.");
        }

        if (body.Member("tool_choice")?.Word("type") is "any" or "tool")
        {
            throw Refuse("Thinking may not be enabled when tool_choice forces tool use.");
        }

        CheckLastCall(body.Items("messages"));
    }

    /// <summary>An answer that called tools has to come back with what was thought before it.</summary>
    static void CheckLastCall(IReadOnlyList<JsonElement> messages)
    {
        var at = messages.ToList().FindLastIndex(message => message.Word("role") == "assistant");
        var blocks = at < 0 ? [] : messages[at].Items("content");
        if (at == messages.Count - 2 && blocks.Any(block => block.Word("type") == "tool_use") && blocks[0].Word("type") is not ("thinking" or "redacted_thinking") and var first)
        {
            throw Refuse($"messages.{at}.content.0.type: Expected `thinking` or `redacted_thinking`, but found `{first}`. When `thinking` is enabled, a final `assistant` message must start with a thinking block (preceeding the lastmost set of `tool_use` and `tool_result` blocks).");
        }
    }
}
