using System.Runtime.CompilerServices;
using System.Text.Json;
using Aios.Server.Dialects;
using Microsoft.Extensions.AI;

namespace Aios.Server.Emulation.Answers;

/// <summary>Says back what it was told: calls the tools that the user names, keeps to a schema, and is always the same.</summary>
public sealed class EchoChatClient : IChatClient
{
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        List<ChatMessage> asked = [.. messages];
        var last = asked.LastOrDefault();
        if (options?.Reasoning is not null)
        {
            yield return new(ChatRole.Assistant, [new TextReasoningContent($"I am asked: {Short(last?.Text ?? "")} I shall say it back.")]);
        }

        List<DeclaredTool> tools = last?.Role == ChatRole.Tool ? [] : Named(last?.Text ?? "", options);
        if (tools.Count > 0)
        {
            foreach (var tool in tools)
            {
                yield return new(ChatRole.Assistant, [Call(tool)]);
            }

            yield break;
        }

        yield return new(ChatRole.Assistant, Said(asked, options));
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    /// <summary>The tools that the last message names, in its order; or the first, where one has to be called.</summary>
    static List<DeclaredTool> Named(string text, ChatOptions? options)
    {
        List<DeclaredTool> tools = [.. (options?.Tools ?? []).OfType<DeclaredTool>()];
        switch (options?.ToolMode)
        {
            case NoneChatToolMode:
                return [];
            case RequiredChatToolMode { RequiredFunctionName: { } name }:
                return [.. tools.Where(tool => tool.Name == name)];
        }

        List<DeclaredTool> named =
        [
            .. tools.Select(tool => (tool, At: Math.Max(text.IndexOf(tool.Name, StringComparison.OrdinalIgnoreCase), text.IndexOf(tool.Name.Replace('_', ' '), StringComparison.OrdinalIgnoreCase))))
                .Where(each => each.At >= 0).OrderBy(each => each.At).Select(each => each.tool),
        ];
        if (named.Count == 0 && options?.ToolMode is RequiredChatToolMode)
        {
            named = [.. tools.Take(1)];
        }

        return options?.AllowMultipleToolCalls == false ? [.. named.Take(1)] : named;
    }

    static FunctionCallContent Call(DeclaredTool tool) => new("", tool.Name, SchemaSample.Of(tool.JsonSchema).AsObject().ToDictionary(each => each.Key, each => (object?)each.Value?.DeepClone()));

    static string Said(List<ChatMessage> asked, ChatOptions? options) => (options?.ResponseFormat, asked.LastOrDefault()) switch
    {
        (ChatResponseFormatJson { Schema: { } schema }, _) => Compact.Text(SchemaSample.Of(schema)),
        (ChatResponseFormatJson, var last) => $$"""{"echo":{{JsonSerializer.Serialize(last?.Text ?? "", EchoJson.Default.String)}}}""",
        (_, { } last) when last.Role == ChatRole.Tool => "The tools said: " + string.Join(" | ", last.Contents.OfType<FunctionResultContent>().Select(result => result.Result)),
        (_, { } last) => $"You said: {last.Text}{Seen(last)}",
        _ => "",
    };

    static string Seen(ChatMessage message) => message.Contents.Count(content => content is DataContent or UriContent or HostedFileContent) switch
    {
        0 => "",
        1 => " (and showed me something)",
        var count => $" (and showed me {count} things)",
    };

    static string Short(string text) => text.Length <= 80 ? text : $"{text[..80]}…";
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
sealed partial class EchoJson : System.Text.Json.Serialization.JsonSerializerContext;
