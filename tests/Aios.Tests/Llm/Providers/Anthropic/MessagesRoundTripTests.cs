using System.Text.Json.Nodes;
using Aios.Testing;
using CsCheck;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Providers.Anthropic;

/// <summary>An answer goes back with the next question as it came.</summary>
public sealed class MessagesRoundTripTests
{
    static readonly Gen<string> _text = Gen.Char["abc \"\\äß漢\n"].Array[1, 12].Select(letters => $"x{new string(letters)}y");

    static readonly Gen<JsonObject> _block = Gen.OneOf(
        _text.Select(text => new JsonObject { ["type"] = "text", ["text"] = text }),
        Gen.Select(_text, _text, (thought, signature) => new JsonObject { ["type"] = "thinking", ["thinking"] = thought, ["signature"] = signature }),
        _text.Select(data => new JsonObject { ["type"] = "redacted_thinking", ["data"] = data }),
        Gen.Select(Gen.Int[0, 99], _text, (id, value) => new JsonObject { ["type"] = "tool_use", ["id"] = $"t{id}", ["name"] = "f", ["input"] = new JsonObject { ["a"] = value } }),
        Gen.Select(Gen.Int[0, 99], _text, (id, value) => new JsonObject { ["type"] = "server_tool_use", ["id"] = $"s{id}", ["name"] = "web_search", ["input"] = new JsonObject { ["query"] = value } }),
        _text.Select(content => new JsonObject { ["type"] = "web_search_tool_result", ["tool_use_id"] = "s1", ["content"] = new JsonArray(new JsonObject { ["encrypted_content"] = content }) }));

    /// <summary>Streaming and not.</summary>
    static readonly bool[] _ways = [true, false];

    [Fact]
    public Task Whatever_blocks_an_answer_has_they_go_back_unchanged_and_in_order() => _block.Array[1, 6].SampleAsync(async blocks =>
    {
        // Two texts in a row become one on the way, as they may.
        var answer = blocks.Where((block, at) => at == 0 || (string?)block["type"] != "text" || (string?)blocks[at - 1]["type"] != "text").ToArray();
        var expected = new JsonArray([.. answer.Select(block => block.DeepClone())]).ToJsonString();

        foreach (var stream in _ways)
        {
            await using var server = stream
                ? Sse.Saying([Sse.Start, .. answer.SelectMany(Streamed), Sse.Over("tool_use"), Sse.Stop])
                : WireServer.Saying(200, "application/json", new JsonObject { ["content"] = JsonNode.Parse(expected), ["stop_reason"] = "tool_use" }.ToJsonString());
            var (updates, failure) = await Claude.AskAsync(server, stream);

            Assert.Null(failure);
            var request = Written.Of([Written.User("Hi"), .. updates.ToChatResponse().Messages, Written.User("Go on")]);
            Assert.Equal(expected, request.Body["messages"]![1]!["content"]!.ToJsonString());
            Assert.Empty(request.Warnings);
        }
    }, iter: 60, threads: 1);

    /// <summary>A block as it comes in pieces.</summary>
    static IEnumerable<string> Streamed(JsonObject block, int index)
    {
        var start = (JsonObject)block.DeepClone();
        List<JsonObject> deltas = [];
        switch ((string?)block["type"])
        {
            case "text":
                deltas.AddRange(Halves("text", "text_delta", "text"));
                break;
            case "thinking":
                deltas.AddRange(Halves("thinking", "thinking_delta", "thinking"));
                deltas.AddRange(Halves("signature", "signature_delta", "signature"));
                break;
            case "tool_use" or "server_tool_use":
                var input = block["input"]!.ToJsonString();
                start["input"] = new JsonObject();
                deltas.AddRange(new[] { "", input[..3], input[3..] }.Select(piece => new JsonObject { ["type"] = "input_json_delta", ["partial_json"] = piece }));
                break;
        }

        return [Sse.Begin(start.ToJsonString(), index), .. deltas.Select(delta => Sse.Delta(delta.ToJsonString(), index)), Sse.End(index)];

        IEnumerable<JsonObject> Halves(string member, string type, string name)
        {
            var whole = (string)block[member]!;
            start[member] = "";
            return new[] { whole[..1], whole[1..] }.Select(half => new JsonObject { ["type"] = type, [name] = half });
        }
    }
}
