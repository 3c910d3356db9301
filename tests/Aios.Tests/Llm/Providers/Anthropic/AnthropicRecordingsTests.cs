using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Testing;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Providers.Anthropic;

/// <summary>What real servers have said, cut at odd places and read by the real provider.</summary>
public sealed class AnthropicRecordingsTests
{
    /// <summary>Where the wire itself forbids what is expected.</summary>
    static readonly Dictionary<string, string> _exceptions = [];

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(300)]
    public async Task Every_recorded_message_is_read_as_it_was_meant(int seed)
    {
        Assert.SkipUnless(Recordings.Folder is not null, Recordings.Missing);

        List<string> wrong = [];
        foreach (var recording in Recordings.Of("anthropic_messages").Where(recording => !_exceptions.ContainsKey(recording.Id)))
        {
            await using var server = WireServer.Playing(recording, seed);
            var (updates, failure) = await Claude.AskAsync(server, recording.Streaming);
            wrong.AddRange(Comparison.Differences(recording, updates, failure).Select(difference => $"{recording.Id}: {difference}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_recorded_count_is_read_as_it_was_meant()
    {
        Assert.SkipUnless(Recordings.Folder is not null, Recordings.Missing);

        List<string> wrong = [];
        foreach (var recording in Recordings.Of("anthropic_count_tokens"))
        {
            await using var server = WireServer.Playing(recording, seed: 4);
            using var provider = Claude.At(server.Address);
            long? count = null;
            Failure? failure = null;
            try
            {
                count = await provider.CountAsync(Claude.Model, [new(ChatRole.User, "Hello")], new(), TestContext.Current.CancellationToken);
            }
            catch (ProviderException exception)
            {
                failure = exception.Failure;
            }

            IReadOnlyList<ChatResponseUpdate> counted = count is null ? [] : [new() { Contents = [new UsageContent(new Usage { Input = count.Value }.ToDetails())] }];
            wrong.AddRange(Comparison.Differences(recording, counted, failure).Select(difference => $"{recording.Id}: {difference}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_recorded_list_of_models_is_read()
    {
        Assert.SkipUnless(Recordings.Folder is not null, Recordings.Missing);

        foreach (var recording in Recordings.Of("models").Where(recording => recording.Provider == "anthropic"))
        {
            await using var server = WireServer.Playing(recording, seed: 5);
            using var provider = Claude.At(server.Address);
            var models = await provider.DiscoverAsync(TestContext.Current.CancellationToken);

            var listed = System.Text.Json.JsonDocument.Parse(recording.Body).RootElement.GetProperty("data").EnumerateArray().ToList();
            Assert.Equal(listed.Select(model => model.GetProperty("id").GetString()), models.Select(model => model.Id));
            Assert.All(models, model => Assert.True(model.ContextWindow > 100_000 && model.MaxOutput > 1000 && model.Capabilities.Images == true));
        }
    }
}
