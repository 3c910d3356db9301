using System.Text;
using System.Text.Json;
using Aios.Llm.Models;
using CsCheck;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Models;

public sealed class TokenCounterTests
{
    static readonly Model _unpublished = new() { Id = "a", ContextWindow = null, MaxOutput = null };

    static readonly string[] _pieces = ["<|endoftext|>", "  \n\t", "der Straßenbahnhaltestellenname", "日本語のテキスト", "👩‍👩‍👧‍👦", "\ud800", "    return x;\n"];

    static readonly Gen<string> _texts = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char.AlphaNumeric, 0, 400],
        Gen.Int[0, 0x10FFFF].Where(Rune.IsValid).Select(point => new Rune(point).ToString()).Array[0, 60].Select(string.Concat),
        Gen.Int[0, _pieces.Length - 1].Select(index => _pieces[index]).Array[0, 20].Select(string.Concat));

    static IEnumerable<Vocabulary> Vocabularies => Enum.GetValues<Vocabulary>();

    [Theory]
    [InlineData(Vocabulary.Cl100k, "hello world", 9)]
    [InlineData(Vocabulary.O200k, "hello world", 9)]
    [InlineData(Vocabulary.O200k, "", 7)]
    [InlineData(Vocabulary.Cl100k, "antidisestablishmentarianism", 13)]
    public void Plain_text_is_counted_exactly_with_what_stands_around_it(Vocabulary vocabulary, string text, long tokens) =>
        Assert.Equal(new TokenCount(tokens, true), TokenCounter.Count(_unpublished with { Vocabulary = vocabulary }, [new(ChatRole.User, text)]));

    [Fact]
    public void Where_tokens_are_not_published_there_are_at_most_as_many_as_where_they_are() => Gen.Select(_texts.Array[1, 5], _texts).Sample((texts, instructions) =>
    {
        ChatMessage[] messages = [.. texts.Select(text => new ChatMessage(ChatRole.User, text))];
        ChatOptions options = new() { Instructions = instructions };

        var most = TokenCounter.Count(_unpublished, messages, options) ?? throw new InvalidOperationException("Text can always be bounded.");
        Assert.False(most.IsExact);
        Assert.All(Vocabularies, vocabulary => Assert.InRange(
            TokenCounter.Count(_unpublished with { Vocabulary = vocabulary }, messages, options)?.Tokens ?? -1, 0, most.Tokens));
    }, iter: 300);

    [Fact]
    public void No_text_has_more_tokens_than_bytes() => _texts.Sample(
        text => Assert.All(Vocabularies, vocabulary => Assert.InRange(vocabulary.Tokenizer.CountTokens(text), 0, Encoding.UTF8.GetByteCount(text))), iter: 1000);

    [Fact]
    public void A_mark_of_the_vocabulary_in_a_text_is_bounded_as_the_text_that_it_is()
    {
        var count = TokenCounter.Count(_unpublished with { Vocabulary = Vocabulary.O200k }, [new(ChatRole.User, "<|endoftext|>")]);

        Assert.Equal(false, count?.IsExact);
        Assert.True(count?.Tokens > 13);
    }

    [Theory]
    [InlineData('a')]
    [InlineData(' ')]
    [InlineData('~')]
    public void A_word_that_would_take_long_to_count_is_bounded(char letter)
    {
        var model = _unpublished with { Vocabulary = Vocabulary.O200k };

        Assert.Equal(false, TokenCounter.Count(model, [new(ChatRole.User, new string(letter, 5_000_000))])?.IsExact);
        Assert.Equal(true, TokenCounter.Count(model, [new(ChatRole.User, new string(letter, 500))])?.IsExact);
    }

    [Fact]
    public void A_bound_can_be_had_without_a_vocabulary() => Assert.Equal(
        TokenCounter.Count(_unpublished, [new(ChatRole.User, "hello")]),
        TokenCounter.AtMost(_unpublished with { Vocabulary = Vocabulary.O200k }, [new(ChatRole.User, "hello")]));

    [Fact]
    public void Tools_schemas_calls_and_results_count()
    {
        var schema = JsonElement.Parse("""{ "type": "object", "properties": { "city": { "type": "string" } } }""");
        ChatMessage[] plain = [new(ChatRole.User, "hello")];
        ChatMessage[] called =
        [
            .. plain,
            new(ChatRole.Assistant, [new FunctionCallContent("id", "weather", new Dictionary<string, object?> { ["city"] = new string('x', 5000) })]),
            new(ChatRole.Tool, [new FunctionResultContent("id", new string('y', 5000))]),
        ];

        var alone = Tokens(plain, null);
        Assert.True(Tokens(plain, new() { Tools = [AIFunctionFactory.CreateDeclaration("weather", new string('z', 5000), schema)] }) > alone + 5000);
        Assert.True(Tokens(plain, new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema) }) > alone + schema.GetRawText().Length);
        Assert.True(Tokens(called, null) > alone + 10_000);
    }

    [Fact]
    public void What_goes_back_as_it_came_counts_in_full()
    {
        var block = JsonElement.Parse($$"""{ "type": "server_tool_result", "encrypted": "{{new string('x', 5000)}}" }""");
        ChatMessage[] messages =
        [
            new(ChatRole.Assistant, [new AIContent { RawRepresentation = block }]),
            new(ChatRole.Assistant, [new TextReasoningContent("") { ProtectedData = new('x', 5000) }]),
        ];

        Assert.True(Tokens(messages, null) > 10_000);
    }

    [Fact]
    public void An_image_counts_at_most_what_its_provider_documents()
    {
        ChatMessage[] messages = [new(ChatRole.User, [new DataContent(new byte[] { 1 }, "image/png"), new UriContent("https://example.com/a.jpg", "image/jpeg")])];
        var without = Tokens([new(ChatRole.User, "")], null);

        Assert.Null(TokenCounter.Count(_unpublished, messages));
        Assert.InRange(TokenCounter.Count(_unpublished with { ImageTokens = 1600 }, messages)?.Tokens ?? 0, without + 3200, without + 3300);
    }

    [Fact]
    public void What_only_a_provider_can_count_is_unknown()
    {
        Assert.Null(TokenCounter.Count(_unpublished, [new(ChatRole.User, [new DataContent(new byte[] { 1 }, "application/pdf")])]));
        Assert.Null(TokenCounter.Count(_unpublished, [new(ChatRole.User, [new HostedFileContent("file-1")])]));
        Assert.Null(TokenCounter.Count(_unpublished, [new(ChatRole.User, "hello")], new() { Tools = [new HostedWebSearchTool()] }));
        Assert.Null(TokenCounter.Count(_unpublished with { Vocabulary = Vocabulary.O200k }, [new(ChatRole.User, "hello")], new() { ConversationId = "earlier" }));
    }

    static long Tokens(ChatMessage[] messages, ChatOptions? options) =>
        TokenCounter.Count(_unpublished, messages, options)?.Tokens ?? throw new InvalidOperationException("It can be counted.");
}
