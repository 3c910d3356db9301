using System.Text.Json;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Providers.Replay;
using Aios.Testing;
using CsCheck;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Providers.Replay;

public sealed class RecordedUpdateTests
{
    static readonly Model _model = new() { Id = "m", ContextWindow = 1000, MaxOutput = 100 };

    /// <summary>Any text that a wire can carry: half a surrogate pair is none.</summary>
    static readonly Gen<string> _texts = Gen.Frequency(
        (3, Gen.OneOf("", " ", "plain", "two\nlines\r\n", "\"quoted\" \\ / <&>", "ünï ☃ 👩‍🚀", "\u0000\u001f\u2028", "{\"a\":1}", "null")),
        (2, Gen.Char[' ', '~'].Array[0, 20].Select(letters => new string(letters))));

    static readonly Gen<JsonElement> _json = Gen.OneOf(
        """{"type":"web_search_result","encrypted_content":"abc==","n":1.50}""", "[]", "[1,{\"x\":null}]", "\"text\"", "12345678901234567890", "-0.1e-7", "true", "{}").Select(Element);

    static readonly Gen<AdditionalPropertiesDictionary?> _properties = Gen.Frequency<AdditionalPropertiesDictionary?>(
        (3, Gen.Const((AdditionalPropertiesDictionary?)null)),
        (1, Gen.Select(_texts, Gen.Long, Gen.Bool, (text, number, truth) => (AdditionalPropertiesDictionary?)new() { ["text"] = text, ["number"] = number, ["truth"] = truth, ["nothing"] = null })));

    static readonly Gen<AIContent> _contents = Gen.OneOf<AIContent>(
        _texts.Select(text => (AIContent)new TextContent(text)),
        Gen.Select(_texts, _texts, (text, url) => (AIContent)new TextContent(text) { Annotations = [new CitationAnnotation { Title = url, Url = new("https://example.com/a?b=c"), Snippet = text }] }),
        Gen.Select(_texts, Gen.OneOf(null, "signature=="), (text, seal) => (AIContent)new TextReasoningContent(text) { ProtectedData = seal }),
        Gen.Select(_texts, _texts, Gen.OneOf("{}", """{"city":"Paris","n":[1,2.50,null]}""", "", "{\"cut", "null", "[1]"), (id, name, arguments) => (AIContent)ToolCalls.Of(id, name, arguments)),
        _texts.Select(name => (AIContent)new FunctionCallContent("s", name) { InformationalOnly = true }),
        Gen.Select(_texts, _json, (id, result) => (AIContent)new FunctionResultContent(id, result)),
        Gen.Select(Gen.Long[0, 1_000_000], Gen.Long[0, 1_000_000], Gen.Long[0, 1_000_000], (input, read, output) =>
            (AIContent)new UsageContent(new Usage { Input = input, CacheRead = read, CacheWrite5m = input / 2, CacheWrite1h = read / 3, Output = output, Reasoning = output / 2, WebSearches = 2 }.ToDetails())),
        Gen.Select(_texts, _texts, (code, message) => (AIContent)new ErrorContent(message) { ErrorCode = code, Details = code }),
        _texts.Select(message => (AIContent)Warnings.Of("left_out", message)),
        Gen.Byte.Array[0, 40].Select(bytes => (AIContent)new DataContent(bytes, "image/png") { Name = "picture" }),
        Gen.Const((AIContent)new UriContent("https://example.com/a.png", "image/png")),
        _json.Select(raw => new AIContent { RawRepresentation = raw }));

    static readonly Gen<ChatResponseUpdate> _updates = Gen.Select(
        _contents.SelectMany(content => Gen.Select(_properties, Gen.Bool, _json, (properties, isRaw, raw) => With(content, properties, isRaw ? raw : null))).Array[0, 4],
        Gen.Select(_texts.Null(), _texts.Null(), _texts.Null()),
        Gen.OneOf<ChatFinishReason?>(null, ChatFinishReason.Stop, ChatFinishReason.ToolCalls, new("pause_turn")),
        _properties,
        (contents, names, finish, properties) => new ChatResponseUpdate(ChatRole.Assistant, [.. contents])
        {
            ModelId = names.Item1,
            ResponseId = names.Item2,
            MessageId = names.Item3,
            AuthorName = names.Item1,
            ConversationId = names.Item2,
            FinishReason = finish,
            CreatedAt = finish is null ? null : new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(-7)),
            AdditionalProperties = properties,
        });

    [Fact]
    public async Task Any_updates_survive_the_way_into_a_file_and_out_of_it() => await _updates.Array[0, 6].SampleAsync(async updates =>
    {
        using TempFolder folder = new();
        var path = folder["run.jsonl"];
        ChatMessage[] question = [new(ChatRole.User, "?")];
        using (Recorder recorder = new(path))
        {
            using RecordingChatClient client = new(StubChatClient.Saying(updates), recorder, _model, TimeProvider.System);
            Assert.Equal(updates, await client.GetStreamingResponseAsync(question).ToListAsync());
        }

        var replay = new ReplayProvider(await RunRecording.ReadAsync(path, CancellationToken.None), TimeProvider.System).ClientFor(_model);
        Assert.Equal(updates.Select(Spelt.Out), (await replay.GetStreamingResponseAsync(question).ToListAsync()).Select(Spelt.Out));
    }, iter: 300, threads: 1);

    static AIContent With(AIContent content, AdditionalPropertiesDictionary? properties, JsonElement? raw)
    {
        foreach (var (name, value) in properties ?? [])
        {
            (content.AdditionalProperties ??= [])[name] = value;
        }

        content.RawRepresentation = raw;
        return content;
    }

    static JsonElement Element(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
