using Aios.Llm.Caching;
using Aios.Llm.Spending;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Routing;

/// <summary>How the answers of named calls are kept: their bare words where that is all there is to them.</summary>
static class NamedAnswer
{
    const string Chat = "chat";

    public static KeptText Of(IReadOnlyList<ChatResponseUpdate> updates)
    {
        var answer = updates.ToChatResponse();
        return IsPlain(answer) || KeptAnswer.BodyOf(answer) is not { } body ? new(KeptText.Plain, answer.Text) : new(Chat, body);
    }

    public static IEnumerable<ChatResponseUpdate> Read(KeptText answer) => answer.Form == Chat
        ? KeptAnswer.Read(answer.Text).ToChatResponseUpdates()
        : [new(ChatRole.Assistant, answer.Text) { FinishReason = ChatFinishReason.Stop }];

    static bool IsPlain(ChatResponse answer) =>
        answer.FinishReason == ChatFinishReason.Stop
        && answer.Messages.SelectMany(message => message.Contents).All(content => content is TextContent or UsageContent && content.Annotations is null or { Count: 0 });
}
