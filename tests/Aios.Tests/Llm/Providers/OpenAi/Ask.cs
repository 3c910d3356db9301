using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Providers.OpenAi.Chat;
using Aios.Llm.Providers.OpenAi.Responses;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Providers.OpenAi;

/// <summary>Questions as they would go over the wire.</summary>
static class Ask
{
    /// <summary>As the provider that <see cref="Played"/> asks calls itself.</summary>
    public const string Thinker = "openai/default";

    public static Model Model { get; } = new() { Id = "m", ContextWindow = 1000, MaxOutput = 100 };

    public static Model Reasoner { get; } = Model with { Capabilities = new() { Thinking = Thinking.Effort, Sampling = false } };

    public static ChatMessage User(params AIContent[] contents) => new(ChatRole.User, contents);

    public static AIFunction Weather(bool? strict = null) => AIFunctionFactory.Create((string city) => city, new AIFunctionFactoryOptions
    {
        Name = "weather",
        Description = "Looks at the sky.",
        AdditionalProperties = strict is null ? null : new Dictionary<string, object?> { ["strict"] = strict },
    });

    public static WireRequest Chat(ChatOptions options, params ChatMessage[] messages) => ChatOf(Model, options, messages);

    /// <summary>To a server that imitates OpenAI.</summary>
    public static WireRequest Compatible(string thinker, params ChatMessage[] messages) =>
        new ChatDialect(ChatManner.Compatible, thinker).Write(new(Model, messages, new(), Stream: false));

    public static WireRequest ChatOf(Model model, ChatOptions options, params ChatMessage[] messages) =>
        new ChatDialect(ChatManner.OpenAi, Thinker).Write(new(model, messages, options, Stream: false));

    public static WireRequest Responses(ChatOptions options, params ChatMessage[] messages) => ResponsesOf(Model, options, messages);

    public static WireRequest ResponsesOf(Model model, ChatOptions options, params ChatMessage[] messages) =>
        ResponsesAt(Thinker, model, options, messages);

    public static WireRequest ResponsesAt(string thinker, Model model, ChatOptions options, params ChatMessage[] messages) =>
        new ResponsesDialect(thinker).Write(new(model, messages, options, Stream: false));

    /// <param name="members">Of the body, each with its JSON; others are not looked at.</param>
    public static void Says(WireRequest request, params (string Name, string? Json)[] members)
    {
        foreach (var (name, json) in members)
        {
            Assert.Equal(json is null ? null : JsonNode.Parse(json)!.ToJsonString(), request.Body[name]?.ToJsonString()); // no test passes a JSON null
        }
    }

    public static void SaysAll(string json, WireRequest request) => Assert.Equal(JsonNode.Parse(json)!.ToJsonString(), request.Body.ToJsonString());

    public static string Refused(Func<WireRequest> write)
    {
        var failure = Assert.Throws<ProviderException>(write).Failure;
        Assert.Equal(FailureKind.InvalidRequest, failure.Kind);
        return failure.Message;
    }

    public static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement.Clone();
}
