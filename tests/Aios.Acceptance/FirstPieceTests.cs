using System.Text.Json;
using Aios.Server.Emulation;
using Aios.Testing;
using Xunit;

namespace Aios.Acceptance;

/// <summary><c>ask</c> shows the first piece as soon as it arrives: the emulator sends the second only when the first has been seen.</summary>
public sealed class FirstPieceTests : IDisposable
{
    readonly AiosProcess _aios = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _aios.Dispose();

    [Theory]
    [InlineData("anthropic/claude-haiku-4-5")]
    [InlineData("openai/gpt-4o")]
    [InlineData("openai/gpt-6-sol")]
    [InlineData("ollama/m")]
    public async Task As_a_line_of_JSON(string model)
    {
        var ended = await AskAsync(model, "--jsonl");

        var events = ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal([GatedChatClient.First, GatedChatClient.Second], events[..^1].Select(each => each.GetProperty("text").GetString()));
        Assert.Equal(GatedChatClient.First + GatedChatClient.Second, events[^1].GetProperty("text").GetString());
    }

    [Fact]
    public async Task As_text() => Assert.Equal(GatedChatClient.First + GatedChatClient.Second + "\n", (await AskAsync("anthropic/claude-haiku-4-5", "--plain")).Output);

    async Task<Ended> AskAsync(string model, string form)
    {
        using GatedChatClient answers = new();
        await using var emulator = await Emulator.StartAsync(new() { Answers = answers }, TimeProvider.System, Token);
        var address = emulator.Address.ToString().TrimEnd('/');
        foreach (var (name, value) in new[] { ("ANTHROPIC_BASE_URL", address), ("OPENAI_BASE_URL", $"{address}/v1"), ("OLLAMA_HOST", address) })
        {
            _aios.Variables[name] = value;
        }

        var ended = await _aios.RunAsync(["ask", "Say two things", "--model", model, "--stream", form], Token, heard: said =>
        {
            if (said.Contains(GatedChatClient.First, StringComparison.Ordinal))
            {
                answers.Open();
            }
        });

        Assert.True(ended.Code == 0, ended.Error);
        return ended;
    }
}
