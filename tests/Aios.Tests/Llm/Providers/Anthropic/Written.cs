using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Providers.Anthropic;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Providers.Anthropic;

/// <summary>Requests as they are written.</summary>
static class Written
{
    public static ChatMessage User(params IList<AIContent> contents) => new(ChatRole.User, contents);

    public static ChatMessage User(string text) => new(ChatRole.User, text);

    public static ChatMessage Assistant(params IList<AIContent> contents) => new(ChatRole.Assistant, contents);

    public static WireRequest Of(IReadOnlyList<ChatMessage> messages, ChatOptions? options = null, Capabilities? capabilities = null, bool stream = false) =>
        MessagesRequest.Of(new(Claude.Model with { Capabilities = capabilities ?? Capabilities.Unknown }, messages, options ?? new(), stream));

    /// <summary>One member of the body, for a question of one word.</summary>
    public static JsonNode? Member(string name, ChatOptions options, Capabilities? capabilities = null) => Of([User("Hi")], options, capabilities).Body[name];

    /// <summary>What the user's only message became.</summary>
    public static JsonNode? Content(params IList<AIContent> contents) => Of([User(contents)]).Body["messages"]![0]!["content"];

    public static void Same(string json, JsonNode? written) => Assert.Equal(JsonNode.Parse(json)!.ToJsonString(), written?.ToJsonString());

    public static Failure Refused(Action write)
    {
        var failure = Assert.Throws<ProviderException>(write).Failure;
        Assert.Equal(FailureKind.InvalidRequest, failure.Kind);
        return failure;
    }
}
