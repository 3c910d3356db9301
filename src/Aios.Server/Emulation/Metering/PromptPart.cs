using Aios.Llm.Providers;
using Aios.Server.Dialects;
using Microsoft.Extensions.AI;

namespace Aios.Server.Emulation.Metering;

/// <summary>A piece of a prompt as a cache sees it.</summary>
/// <param name="Kept">A mark: everything up to here is kept.</param>
sealed record PromptPart(string Text, long Tokens, CacheLife? Kept)
{
    /// <summary>The parts in the order in which a model reads them: tools, then messages.</summary>
    public static IReadOnlyList<PromptPart> Of(Question question) =>
    [
        .. (question.Options.Tools ?? []).OfType<DeclaredTool>().Select(Of),
        .. question.Messages.SelectMany(message => message.Contents.Select((content, at) => Of(message, content, at == 0 ? Metering.Tokens.PerMessage : 0))),
    ];

    static PromptPart Of(DeclaredTool tool)
    {
        var text = $"{tool.Name}\n{tool.Description}\n{tool.JsonSchema.GetRawText()}";
        return new(text, Metering.Tokens.Of(text), tool.Kept);
    }

    static PromptPart Of(ChatMessage message, AIContent content, int overhead)
    {
        var text = $"{message.Role.Value}\n{Words(content)}";
        var tokens = content is DataContent or UriContent or HostedFileContent ? Metering.Tokens.PerImage : Metering.Tokens.Of(Words(content));
        return new(text, overhead + tokens, content.CacheLife);
    }

    static string Words(AIContent content) => content switch
    {
        TextContent text => text.Text,
        TextReasoningContent thought => thought.Text,
        FunctionCallContent call => $"{call.Name} {call.ArgumentsText}",
        FunctionResultContent result => result.Result as string ?? "",
        ErrorContent refusal => refusal.Message,
        DataContent data => data.Uri,
        UriContent uri => uri.Uri.ToString(),
        HostedFileContent file => file.FileId,
        _ => content.RawRepresentation?.ToString() ?? "",
    };
}
