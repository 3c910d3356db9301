using System.Text.Json;
using Aios.Llm.Providers;
using Aios.Llm.Providers.Replay;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Providers.Replay;

public sealed class CanonicalJsonTests
{
    static readonly ChatMessage _question = new(ChatRole.User, "Is it?");

    [Fact]
    public void Equal_questions_are_equal_however_they_were_made()
    {
        using var paris = JsonDocument.Parse("\"Paris\"");
        ChatMessage Call(object city) => new(ChatRole.Assistant, [new FunctionCallContent("c", "weather", new Dictionary<string, object?> { ["city"] = city })]);

        Assert.Equal(Digest([_question, Call("Paris")]), Digest([_question, Call(paris.RootElement)]));
        Assert.Equal(Digest([_question]), Digest([_question], new()));
        Assert.Equal(Digest([_question]), Digest([new(ChatRole.User, "Is it?") { MessageId = "7", CreatedAt = DateTimeOffset.UnixEpoch, RawRepresentation = this }]));
        Assert.Equal(
            Digest([_question], new() { AdditionalProperties = new() { ["a"] = 1, ["b"] = 2 } }),
            Digest([_question], new() { AdditionalProperties = new() { ["b"] = 2, ["a"] = 1 } }));
    }

    [Fact]
    public void What_the_answer_could_depend_on_makes_another_question()
    {
        static string Weather(string city) => city;
        static string Sky(string town) => town;
        string[] digests =
        [
            Digest([_question]),
            Digest([new(ChatRole.System, "Is it?")]),
            Digest([_question, _question]),
            Digest([new(ChatRole.User, [new TextContent("Is it?"), new DataContent(new byte[] { 1 }, "image/png")])]),
            Digest([new(ChatRole.User, [new TextContent("Is it?").KeepUpToHere(CacheLife.Hour)])]),
            Digest([_question], new() { Temperature = 1 }),
            Digest([_question], new() { MaxOutputTokens = 1 }),
            Digest([_question], new() { Reasoning = new() { Effort = ReasoningEffort.High } }),
            Digest([_question], new() { ResponseFormat = ChatResponseFormat.Json }),
            Digest([_question], new() { AdditionalProperties = new() { ["keep_alive"] = "5m" } }),
            Digest([_question], new() { Tools = [AIFunctionFactory.Create(Weather, "weather")] }),
            Digest([_question], new() { Tools = [AIFunctionFactory.Create(Weather, "weather")], ToolMode = ChatToolMode.RequireAny }),
            Digest([_question], new() { Tools = [AIFunctionFactory.Create(Weather, "weather", "of a city")] }),
            Digest([_question], new() { Tools = [AIFunctionFactory.Create(Sky, "weather")] }),
        ];

        Assert.Equal(digests.Length, digests.Distinct().Count());
    }

    static string Digest(IEnumerable<ChatMessage> messages, ChatOptions? options = null) => CanonicalJson.DigestOf(CanonicalJson.Of(messages, options));
}
