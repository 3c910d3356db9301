using Aios.Workshop.Offline;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aios.Tests.Workshop.Offline;

public sealed class PaceTests
{
    static readonly string _text = string.Concat(Enumerable.Range(0, 100).Select(at => (char)('a' + (at % 26))));

    readonly FakeTimeProvider _clock = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(100, 0, 1, new[] { 0.4, 0.8, 1.0 })]
    [InlineData(100, 2, 1, new[] { 2.4, 2.8, 3.0 })]
    [InlineData(100, 2, 0.1, new[] { 0.24, 0.28, 0.3 })]
    [InlineData(400, 0, 2, new[] { 0.2, 0.4, 0.5 })]
    [InlineData(null, 2, 1, new[] { 2.0, 2.0, 2.0 })]
    [InlineData(null, 0, 1, new[] { 0.0, 0.0, 0.0 })]
    public async Task Each_piece_comes_at_the_time_that_is_due_to_its_last_character(object? charactersPerSecond, double firstToken, double timeScale, double[] due)
    {
        var pace = new Pace { CharactersPerSecond = charactersPerSecond as int?, FirstToken = TimeSpan.FromSeconds(firstToken), TimeScale = timeScale };
        var start = _clock.GetUtcNow();
        var heard = new List<double>();

        await using var pieces = pace.SpeakAsync(_text, _clock, Token).GetAsyncEnumerator(Token);
        for (var next = pieces.MoveNextAsync().AsTask(); await ComesAsync(next); next = pieces.MoveNextAsync().AsTask())
        {
            heard.Add(Math.Round((_clock.GetUtcNow() - start).TotalSeconds, 3));
        }

        Assert.Equal(due, heard);
    }

    [Fact]
    public async Task All_pieces_are_the_text()
    {
        var pieces = await Pace.Unlimited.SpeakAsync(_text, _clock, Token).ToListAsync(Token);

        Assert.Equal(_text, string.Concat(pieces));
        Assert.Equal([40, 40, 20], pieces.Select(piece => piece.Length));
    }

    [Fact]
    public async Task Time_that_a_listener_takes_does_not_delay_the_pieces_that_follow()
    {
        var pace = new Pace { CharactersPerSecond = 100 };
        await using var pieces = pace.SpeakAsync(_text, _clock, Token).GetAsyncEnumerator(Token);
        await ComesAsync(pieces.MoveNextAsync().AsTask());

        _clock.Advance(TimeSpan.FromSeconds(0.5)); // later than the second piece is due

        var second = pieces.MoveNextAsync().AsTask();
        Assert.True(second.IsCompletedSuccessfully);
        var last = pieces.MoveNextAsync().AsTask();
        Assert.False(last.IsCompleted);
        Assert.True(await ComesAsync(last));
    }

    [Fact]
    public async Task A_cancelled_answer_is_not_spoken_to_its_end()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var pace = new Pace { FirstToken = TimeSpan.FromSeconds(1) };
        await using var pieces = pace.SpeakAsync(_text, _clock, stop.Token).GetAsyncEnumerator(stop.Token);
        var first = pieces.MoveNextAsync().AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public void A_pace_is_limited_by_either_of_its_delays()
    {
        Assert.False(Pace.Unlimited.IsLimited);
        Assert.True(new Pace { CharactersPerSecond = 1 }.IsLimited);
        Assert.True(new Pace { FirstToken = TimeSpan.FromTicks(1) }.IsLimited);
    }

    /// <summary>Moves the clock, a millisecond at a time, until the piece is there.</summary>
    async Task<bool> ComesAsync(Task<bool> piece)
    {
        while (!piece.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        return await piece;
    }
}
