using System.Text.Json;
using Aios.Llm.Providers;
using Aios.Llm.Providers.OpenAi;
using Aios.Testing;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Providers.OpenAi;

/// <summary>The calls that one document answers, against what was recorded of them.</summary>
public class RecordedListTests
{
    [Fact]
    public async Task Recorded_lists_of_models_are_read_to_the_last_one()
    {
        Assert.SkipUnless(Recordings.Folder is not null, Recordings.Missing);
        List<string> differences = [];
        // Anthropic's list is its own; one model by its name, and its deletion, are never asked for.
        foreach (var recording in Recordings.Of("models").Where(each => each.Provider != "anthropic" && each.Path.EndsWith("/models", StringComparison.Ordinal)))
        {
            await using var server = WireServer.Playing(recording, seed: 1);
            using var provider = Played.ProviderAt(server.Address, recording.Provider, OpenAiApi.ByModel);
            var expected = Names(recording.Expected, "models");
            string[] found;
            try
            {
                found = [.. (await provider.DiscoverAsync(TestContext.Current.CancellationToken)).Select(model => model.Id)];
            }
            catch (ProviderException exception)
            {
                differences.AddRange(ErrorDifferences(recording, exception.Failure));
                continue;
            }

            if (!expected.SequenceEqual(found))
            {
                differences.Add($"{recording.Id}: expected {string.Join(", ", expected)}, got {string.Join(", ", found)}");
            }
        }

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    [Fact]
    public async Task Recorded_counts_of_tokens_are_read()
    {
        Assert.SkipUnless(Recordings.Folder is not null, Recordings.Missing);
        List<string> differences = [];
        foreach (var recording in Recordings.Of("openai_input_tokens"))
        {
            await using var server = WireServer.Playing(recording, seed: 1);
            using var provider = Played.ProviderAt(server.Address, "openai", OpenAiApi.ByModel);
            try
            {
                var count = await provider.CountAsync(Played.Model, [new(ChatRole.User, "Go on.")], new(), TestContext.Current.CancellationToken);
                if (count != recording.Expected.GetProperty("input_tokens").GetInt64())
                {
                    differences.Add($"{recording.Id}: got {count}");
                }
            }
            catch (ProviderException exception)
            {
                differences.AddRange(ErrorDifferences(recording, exception.Failure));
            }
        }

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    [Fact]
    public async Task Recorded_embeddings_are_read_with_their_usage()
    {
        Assert.SkipUnless(Recordings.Folder is not null, Recordings.Missing);
        List<string> differences = [];
        // Ollama's own API for the same is not OpenAI's.
        foreach (var recording in Recordings.Of("embeddings").Where(each => !each.Path.StartsWith("/api/", StringComparison.Ordinal)))
        {
            await using var server = WireServer.Playing(recording, seed: 1);
            using var provider = Played.ProviderAt(server.Address, recording.Provider, OpenAiApi.ByModel);
            using var generator = provider.EmbeddingsFor(Played.Model)!; // both vendors of this folder have it
            try
            {
                var embeddings = await generator.GenerateAsync(["any"], cancellationToken: TestContext.Current.CancellationToken);
                Compare("embedding_count", embeddings.Count);
                Compare("embedding_dimensions", embeddings.FirstOrDefault()?.Dimensions ?? 0);
                Compare("input_tokens", embeddings.Usage?.InputTokenCount);
                Compare("model", embeddings.FirstOrDefault()?.ModelId);
            }
            catch (ProviderException exception)
            {
                differences.AddRange(ErrorDifferences(recording, exception.Failure));
            }

            void Compare(string name, object? actual)
            {
                if (recording.Expected.TryGetProperty(name, out var expected) && expected.ValueKind != JsonValueKind.Null && expected.ToString() != actual?.ToString())
                {
                    differences.Add($"{recording.Id}: {name}: expected {expected}, got {actual}");
                }
            }
        }

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    static IEnumerable<string> ErrorDifferences(Recording recording, Failure failure) =>
        from pair in new (string Name, string? Actual)[] { ("error_type", failure.ErrorType), ("error_code", failure.ErrorCode), ("error_message", failure.Message) }
        let expected = recording.Expected.GetProperty(pair.Name)
        where recording.Status < 400 || (expected.ValueKind != JsonValueKind.Null && expected.ToString() != pair.Actual)
        select $"{recording.Id}: {pair.Name}: expected {expected}, got {pair.Actual}";

    static string[] Names(JsonElement expected, string name) => [.. expected.GetProperty(name).EnumerateArray().Select(each => each.ToString())];
}
