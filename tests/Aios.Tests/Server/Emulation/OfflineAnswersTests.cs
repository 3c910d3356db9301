using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Server.Dialects;
using Aios.Server.Dialects.Anthropic;
using Aios.Server.Dialects.Ollama;
using Aios.Server.Dialects.OpenAi;
using Aios.Server.Emulation.Answers;
using Aios.Testing;
using Aios.Tests.Workshop;
using Aios.Workshop.Offline;
using Aios.Workshop.Specialists;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aios.Tests.Server.Emulation;

/// <summary>A whole build can run over any of the wires: a task arrives as it was, and so does its answer.</summary>
public sealed class OfflineAnswersTests
{
    static readonly FakeTimeProvider _clock = new();

    static readonly IReadOnlyList<ChatMessage> _task = Prompt.For(Sample.WebApp, Sample.Team["cto"], Sample.Tasks.Parts(Sample.Domain(Domains.Library))[0], "0123456789ab", []);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Wires => new MatrixTheoryData<string, bool>(["anthropic", "openai-chat", "openai-responses", "ollama"], [true, false]);

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_task_is_answered_over_every_wire_as_it_would_be_without(string dialect, bool streams)
    {
        await using var wire = await Wire.StartAsync(new() { Answers = new OfflineAnswers(_clock) });
        OfflineProvider provider = new(Pace.Unlimited, _clock);
        using var direct = provider.ClientFor(provider.Models[0]);

        var response = await wire.PostAsync(Wire.Dialects[dialect].Path, Body(dialect, streams).ToJsonString(), Token);

        Assert.Equal((await direct.GetResponseAsync(_task, cancellationToken: Token)).Text, await TextAsync(response, dialect, streams));
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("openai-chat")]
    [InlineData("openai-responses")]
    [InlineData("ollama")]
    public void A_prompt_of_the_workshop_arrives_unchanged(string dialect)
    {
        DefaultHttpContext context = new();
        context.Request.Headers["anthropic-version"] = "2023-06-01";
        IServedDialect served = dialect switch
        {
            "anthropic" => new AnthropicDialect(),
            "openai-chat" => new ChatDialect(),
            "openai-responses" => new ResponsesDialect(),
            _ => new OllamaDialect(generates: false),
        };

        var question = served.Read(JsonElement.Parse(Body(dialect, streams: true).ToJsonString()), context.Request.Headers);

        Assert.Equal(_task.Select(message => (message.Role, message.Text)), question.Messages.Select(message => (message.Role, message.Text)));
    }

    [Fact]
    public async Task A_task_that_cannot_be_read_is_refused_and_small_talk_is_said_back()
    {
        await using var wire = await Wire.StartAsync(new() { Answers = new OfflineAnswers(_clock) });

        var broken = await wire.PostAsync("/v1/chat/completions", """{"model":"m","messages":[{"role":"user","content":"Nonce: 1\n"}]}""", Token);
        var talk = await wire.AskAsync("openai-chat", streams: false, Token);

        Assert.Equal(400, (int)broken.StatusCode);
        Assert.Equal(200, (int)talk.StatusCode);
    }

    static JsonObject Body(string dialect, bool streams)
    {
        JsonArray Messages(IEnumerable<ChatMessage> messages) =>
            new([.. messages.Select(message => (JsonNode)new JsonObject { ["role"] = message.Role.Value, ["content"] = message.Text })]);
        JsonObject body = new() { ["model"] = "m", ["stream"] = streams };
        switch (dialect)
        {
            case "anthropic":
                body["max_tokens"] = 60_000;
                body["system"] = new JsonArray([.. _task.Where(message => message.Role == ChatRole.System).Select(message => (JsonNode)new JsonObject { ["type"] = "text", ["text"] = message.Text })]);
                body["messages"] = Messages(_task.Where(message => message.Role != ChatRole.System));
                break;
            case "openai-responses":
                body["input"] = Messages(_task);
                break;
            default:
                body["messages"] = Messages(_task);
                break;
        }

        return body;
    }

    static async Task<string> TextAsync(HttpResponseMessage response, string dialect, bool streams)
    {
        IEnumerable<JsonElement> parts = streams ? (await Wire.EventsAsync(response, Token)).Select(each => each.Data) : [await Wire.JsonAsync(response, Token)];
        return string.Concat(parts.Select(part => JsonNode.Parse(part.GetRawText())).Select(part => (dialect, streams) switch
        {
            ("anthropic", true) => part?["delta"]?["text"],
            ("anthropic", false) => part?["content"]?[0]?["text"],
            ("openai-chat", true) => part?["choices"]?.AsArray().FirstOrDefault()?["delta"]?["content"],
            ("openai-chat", false) => part?["choices"]?[0]?["message"]?["content"],
            ("openai-responses", true) => part?["type"]?.GetValue<string>() == "response.output_text.delta" ? part["delta"] : null,
            ("openai-responses", false) => part?["output"]?[0]?["content"]?[0]?["text"],
            _ => part?["message"]?["content"],
        }).Select(text => text?.GetValue<string>()));
    }
}
