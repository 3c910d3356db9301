using System.Collections.Concurrent;
using Aios.Cli.Display;
using Xunit;

namespace Aios.Tests.Cli.Display;

public sealed class DialogueTests : IDisposable
{
    readonly BlockingCollection<string> _typed = [];
    readonly StringWriter _shown = new();
    int _reads;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _typed.CompleteAdding();
        _shown.Dispose();
    }

    [Theory]
    [InlineData("y", true)]
    [InlineData(" Yes ", true)]
    [InlineData("", false)]
    [InlineData("n", false)]
    [InlineData("yeah", false)]
    [InlineData(null, false)]
    public async Task Only_yes_is_yes(string? typed, bool agrees)
    {
        Assert.Equal(agrees, await new Dialogue(() => typed, _shown).AgreesAsync("Go on?", Token));
        Assert.Equal("Go on? [y/N] ", _shown.ToString());
    }

    [Fact]
    public async Task What_is_typed_after_a_question_was_given_up_answers_the_next()
    {
        Dialogue dialogue = new(Read, _shown);
        using CancellationTokenSource givenUp = new();
        var first = dialogue.AskAsync("First?", givenUp.Token);
        await givenUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        var second = dialogue.AskAsync("Second?", Token);
        _typed.Add("a", Token);

        Assert.Equal("a", await second);
        Assert.Equal("First? \nSecond? ", _shown.ToString());
    }

    [Fact]
    public async Task What_is_typed_between_two_questions_answers_none()
    {
        Dialogue dialogue = new(Read, _shown);
        using CancellationTokenSource givenUp = new();
        var first = dialogue.AskAsync("First?", givenUp.Token);
        await givenUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        _typed.Add("a", Token);
        while (Volatile.Read(ref _reads) < 2) // until it has come, and the next line is waited for
        {
            Token.ThrowIfCancellationRequested();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dialogue.AskAsync("Given up?", givenUp.Token));
        }

        var last = dialogue.AskAsync("Last?", Token);
        _typed.Add("b", Token);

        Assert.Equal("b", await last);
    }

    [Fact]
    public void What_a_model_has_called_something_commands_no_terminal()
    {
        new Dialogue(Read, _shown).Say(["a\u001b[2Jb"]);

        Assert.Equal("a\\u{1b}[2Jb\n", _shown.ToString());
    }

    string? Read()
    {
        Interlocked.Increment(ref _reads);
        return _typed.TryTake(out var line, Timeout.Infinite) ? line : null;
    }
}
