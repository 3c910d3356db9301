using System.Text.Json;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Providers.Ollama;
using Aios.Testing;
using Xunit;

namespace Aios.Tests.Llm.Providers.Ollama;

/// <summary>Recorded traffic of Ollama's, cut anew at odd places and read by the provider as it is.</summary>
public sealed class OllamaRecordingTests
{
    static readonly int[] _seeds = [1, 2, 3];

    [Theory]
    [InlineData("ollama_chat")]
    [InlineData("ollama_generate")]
    public async Task Every_recorded_answer_is_read_exactly(string endpoint)
    {
        var recordings = Of(endpoint);

        Assert.Empty(await DifferencesAsync(recordings, async (recording, server) =>
        {
            var model = new Model { Id = recording.Expected.GetProperty("model").GetString() ?? "m", ContextWindow = null, MaxOutput = null };
            var (updates, failure) = await OllamaAsked.AskAsync(server, recording.Streaming, model);
            return Comparison.Differences(recording, updates, failure);
        }));
    }

    [Fact]
    public async Task Every_recorded_list_of_models_is_read_exactly()
    {
        var recordings = Of("ollama_tags");

        Assert.Empty(await DifferencesAsync(recordings, async (recording, server) =>
        {
            var models = await DiscoverAsync(server);
            using var body = JsonDocument.Parse(recording.Body);
            var embedOnly = body.RootElement.GetProperty("models").EnumerateArray()
                .Where(model => model.TryGetProperty("capabilities", out var able) && able.EnumerateArray().All(each => each.GetString() != "completion"))
                .Select(model => model.GetProperty("name").GetString());
            var expected = recording.Expected.GetProperty("models").EnumerateArray().Select(model => model.GetString()).Except(embedOnly);
            return expected.SequenceEqual(models.Select(model => model.Id)) ? [] : [$"got {string.Join(", ", models.Select(model => model.Id))}"];
        }));
    }

    [Fact]
    public async Task Every_recorded_description_of_a_model_is_read_exactly()
    {
        var recordings = Of("ollama_show");

        Assert.Empty(await DifferencesAsync(recordings, async (recording, _) =>
        {
            await using WireServer server = new((request, wire, token) => WireServer.WriteAsync(
                wire, request.Path == "/api/tags" ? 200 : recording.Status, recording.Headers, System.Text.Encoding.UTF8.GetBytes(request.Path == "/api/tags" ? """{"models":[{"name":"it"}]}""" : recording.Body), new Random(1), token));
            var models = await DiscoverAsync(server);

            // What is expected says nothing of a description: it is held against what the body plainly has.
            using var body = JsonDocument.Parse(recording.Body);
            var window = body.RootElement.TryGetProperty("model_info", out var info)
                ? info.EnumerateObject().FirstOrDefault(member => member.Name.EndsWith(".context_length", StringComparison.Ordinal)).Value
                : default;
            string[] able = body.RootElement.TryGetProperty("capabilities", out var said) ? [.. said.EnumerateArray().Select(each => each.GetString() ?? "")] : [];
            if (able.Length > 0 && !able.Contains("completion"))
            {
                return models.Count == 0 ? [] : ["a model that only embeds is listed"];
            }

            var model = models.Single();
            List<string> differences = [];
            if (window.ValueKind == JsonValueKind.Number && window.GetInt32() != model.ContextWindow)
            {
                differences.Add($"window: expected {window}, got {model.ContextWindow}");
            }

            if (able.Length > 0 != (model.Capabilities.Tools is not null) || (able.Length > 0 && able.Contains("tools") != model.Capabilities.Tools))
            {
                differences.Add($"tools: got {model.Capabilities.Tools}");
            }

            return differences;
        }));
    }

    [Fact]
    public async Task Every_recorded_embedding_is_read_exactly()
    {
        var recordings = Of("ollama_embed");

        Assert.Empty(await DifferencesAsync(recordings, async (recording, server) =>
        {
            var expected = recording.Expected;
            using OllamaEmbeddings embedder = new(new() { Address = server.Address }, "m", TimeProvider.System);
            try
            {
                var texts = Enumerable.Repeat("text", expected.TryGetProperty("embedding_count", out var count) ? count.GetInt32() : 1);
                var embeddings = await embedder.GenerateAsync(texts, cancellationToken: TestContext.Current.CancellationToken);
                List<string> differences = [];
                if (embeddings.Any(embedding => embedding.Vector.Length != expected.GetProperty("embedding_dimensions").GetInt32()))
                {
                    differences.Add($"dimensions: got {embeddings[0].Vector.Length}");
                }

                if (expected.GetProperty("model").GetString() is { } model && embeddings.Any(embedding => embedding.ModelId != model))
                {
                    differences.Add($"model: got {embeddings[0].ModelId}");
                }

                if (expected.GetProperty("input_tokens") is { ValueKind: JsonValueKind.Number } tokens && tokens.GetInt64() != embeddings.Usage?.InputTokenCount)
                {
                    differences.Add($"tokens: got {embeddings.Usage?.InputTokenCount}");
                }

                return differences;
            }
            catch (ProviderException exception)
            {
                return Comparison.Differences(recording, [], exception.Failure);
            }
        }));
    }

    static IReadOnlyList<Recording> Of(string endpoint)
    {
        Assert.SkipWhen(Recordings.Folder is null, Recordings.Missing);
        var recordings = Recordings.Of(endpoint);
        Assert.SkipWhen(recordings.Count == 0, $"There are no recordings of {endpoint}.");
        return recordings;
    }

    static async Task<IReadOnlyList<string>> DifferencesAsync(IEnumerable<Recording> recordings, Func<Recording, WireServer, Task<IReadOnlyList<string>>> compare)
    {
        List<string> differences = [];
        foreach (var recording in recordings)
        {
            foreach (var seed in _seeds)
            {
                await using var server = WireServer.Playing(recording, seed);
                differences.AddRange((await compare(recording, server)).Select(difference => $"{recording.Id} (seed {seed}): {difference}"));
            }
        }

        return differences;
    }

    static async Task<IReadOnlyList<Model>> DiscoverAsync(WireServer server)
    {
        using var provider = Vendors.Open("ollama", new() { Address = server.Address }, [], TimeProvider.System);
        return await provider.DiscoverAsync(TestContext.Current.CancellationToken);
    }
}
