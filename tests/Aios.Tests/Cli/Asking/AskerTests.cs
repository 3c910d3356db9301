using System.Text.Json;
using Aios.Cli.Asking;
using Aios.Cli.Display;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Testing;
using Aios.Tests.Llm.Routing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aios.Tests.Cli.Asking;

public sealed class AskerTests : IDisposable
{
    readonly StringWriter _data = new();
    readonly StringWriter _progress = new();
    readonly FakeTimeProvider _clock = new();

    public void Dispose()
    {
        _data.Dispose();
        _progress.Dispose();
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_document_has_the_names_of_the_contract(bool inOnePiece)
    {
        await AskAsync(Say.Billed("Hello", 1_000, 10), new JsonAnswerView(_data, lines: false), inOnePiece);

        var document = JsonElement.Parse(_data.ToString());
        Assert.Equal(
            ["text", "reasoning", "tool_calls", "stop_reason", "provider", "model", "usage", "cost_usd", "seconds", "first_token_seconds", "attempts", "warnings", "saved_usd"],
            document.EnumerateObject().Select(member => member.Name));
        Assert.Equal("Hello", document.GetProperty("text").GetString());
        Assert.Equal((1_000, 10), (document.GetProperty("usage").GetProperty("input").GetInt32(), document.GetProperty("usage").GetProperty("output").GetInt32()));
        Assert.Equal("answered", Assert.Single(document.GetProperty("attempts").EnumerateArray()).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_cost_has_every_digit_and_is_null_where_it_is_unknown()
    {
        ModelPrice price = new() { Standard = new() { Input = 0.0375m, Output = 0.15m } };

        await AskAsync(Say.Billed("Hello", 1, 1), new JsonAnswerView(_data, lines: false), price: price);
        Assert.Contains("\"cost_usd\": 0.000000188,", _data.ToString(), StringComparison.Ordinal);

        _data.GetStringBuilder().Clear();
        await AskAsync(Say.Text("Hello"), new JsonAnswerView(_data, lines: false), price: price);
        Assert.Contains("\"cost_usd\": null,", _data.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_piece_is_printed_before_the_next_one_is_there()
    {
        List<string> printed = [];
        async IAsyncEnumerable<ChatResponseUpdate> Pieces()
        {
            foreach (var piece in (string[])["one ", "two ", "three"])
            {
                printed.Add(_data.ToString());
                await Task.Yield();
                yield return new(ChatRole.Assistant, piece);
            }
        }

        await AskAsync(Pieces(), Text(stream: true));

        Assert.Equal(["", "one ", "one two "], printed);
        Assert.Equal("one two three", _data.ToString().TrimEnd());
    }

    [Fact]
    public async Task Pieces_as_lines_come_first_and_the_same_document_last()
    {
        await AskAsync(Answer(new TextReasoningContent("Hm."), new TextContent("Yes"), new FunctionCallContent("1", "look", new Dictionary<string, object?> { ["at"] = 5 })), new JsonAnswerView(_data, lines: true));

        var lines = _data.ToString().TrimEnd().Split('\n').Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(["reasoning", "text", "tool_call"], lines[..^1].Select(line => line.GetProperty("event").GetString()));
        Assert.Equal(("Hm.", "Yes"), (lines[^1].GetProperty("reasoning").GetString(), lines[^1].GetProperty("text").GetString()));
        Assert.Equal("""[{"name":"look","arguments":{"at":5}}]""", lines[^1].GetProperty("tool_calls").GetRawText());
    }

    [Fact]
    public async Task Standard_output_has_the_answer_and_nothing_else()
    {
        await AskAsync(Answer(new TextContent("Yes"), new FunctionCallContent("1", "look", new Dictionary<string, object?> { ["at"] = "there" })), Text(stream: false));

        Assert.Equal("Yes\nlook {\"at\":\"there\"}\n", _data.ToString());
        Assert.Contains("scripted/actor", _progress.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_cannot_be_read_is_shown_as_it_is_and_warned_of()
    {
        FunctionCallContent half = new("1", "look")
        {
            AdditionalProperties = new() { ["aios.raw_arguments"] = """{"at":"é""" },
            Exception = new FormatException("The arguments of look are no JSON object."),
        };

        await AskAsync(Answer(half), Text(stream: false));

        Assert.Equal("look " + """"
            "{\"at\":\"é"
            """" + "\n", _data.ToString());
        Assert.Contains("aios: warning: The arguments of look are no JSON object.", _progress.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_that_nobody_has_counted_are_not_none()
    {
        await AskAsync(Say.Text("Hello"), Text(stream: false));

        Assert.Contains("tokens unknown, cost unknown", _progress.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_is_not_tricked_and_a_file_gets_what_the_model_wrote()
    {
        await AskAsync(Say.Text("a\e[2Jb"), Text(stream: true, isTerminal: true));
        Assert.Equal("a\\u{1b}[2Jb", _data.ToString().TrimEnd());

        _data.GetStringBuilder().Clear();
        await AskAsync(Say.Text("a\e[2Jb"), Text(stream: true));
        Assert.Equal("a\e[2Jb", _data.ToString().TrimEnd());
    }

    [Fact]
    public async Task A_character_that_arrives_in_halves_is_put_together()
    {
        await AskAsync(Answer(new TextContent("a\ud83d"), new TextContent("\ude00b")), Text(stream: true, isTerminal: true));

        Assert.Equal("a\ud83d\ude00b", _data.ToString().TrimEnd());
    }

    [Fact]
    public async Task An_answer_that_was_cut_off_is_warned_of()
    {
        await AskAsync(Ended(ChatFinishReason.Length), Text(stream: false));

        Assert.Contains("aios: warning: The answer was cut off", _progress.ToString(), StringComparison.Ordinal);
        Assert.Equal("Some\n", _data.ToString());
    }

    [Fact]
    public async Task A_refusal_is_an_error_with_what_it_cost()
    {
        var exception = await Assert.ThrowsAsync<AnswerIncompleteException>(
            () => AskAsync(Answer(new ErrorContent("I will not.") { ErrorCode = "refusal" }), new JsonAnswerView(new StringWriter(), lines: false)));

        Assert.Equal(("refused", 6, "I will not.", "scripted"), (exception.Problem.Code, exception.Problem.ExitCode, exception.Problem.Message, exception.Problem.Provider));
        Assert.Equal("scripted", JsonElement.Parse(exception.Problem.ToJson()).GetProperty("answer").GetProperty("provider").GetString());
    }

    [Fact]
    public async Task An_answer_that_broke_off_is_an_error_with_what_there_is_of_it()
    {
        var exception = await Assert.ThrowsAsync<AnswerIncompleteException>(
            () => AskAsync(Say.Text("Half an ans", new ScriptedException(FailureKind.Truncated, "Gone.")), new JsonAnswerView(_data, lines: false)));

        Assert.Equal("truncated", exception.Problem.Code);
        Assert.Equal("", _data.ToString()); // a document there is one only
        Assert.Equal("Half an ans", JsonElement.Parse(exception.Problem.ToJson()).GetProperty("answer").GetProperty("text").GetString());
        Assert.Equal("truncated", JsonElement.Parse(exception.Problem.ToJson()).GetProperty("answer").GetProperty("attempts")[0].GetProperty("outcome").GetString());
    }

    static IAsyncEnumerable<ChatResponseUpdate> Answer(params AIContent[] pieces) => pieces.Select(piece => new ChatResponseUpdate(ChatRole.Assistant, [piece])).ToAsyncEnumerable();

    static IAsyncEnumerable<ChatResponseUpdate> Ended(ChatFinishReason reason) =>
        new[] { new ChatResponseUpdate(ChatRole.Assistant, "Some") { FinishReason = reason } }.ToAsyncEnumerable();

    TextAnswerView Text(bool stream, bool isTerminal = false) =>
        new(new Output { Data = _data, Progress = _progress, IsLive = false, Colour = false }, stream, isTerminal);

    Task<AnswerReport> AskAsync(IAsyncEnumerable<ChatResponseUpdate> answer, IAnswerView view, bool inOnePiece = false, ModelPrice? price = null)
    {
        ScriptedProvider provider = new(_ => answer);
        var model = provider.Models[0] with { Prices = price is null ? [] : [price] };
        RoutePlan plan = new([new(new(provider, model, provider.ClientFor(model)), "The test says so.")]);
        RouterChatClient models = new(_ => plan, Calls.RouterAt(_clock));
        return new Asker(models, _clock).AskAsync(models.Prepare(new RouteRequest([new(ChatRole.User, "Well?")], new()) { InOnePiece = inOnePiece }), view, Token);
    }
}
