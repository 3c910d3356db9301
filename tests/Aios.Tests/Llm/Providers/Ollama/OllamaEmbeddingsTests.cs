using Aios.Llm.Providers;
using Aios.Llm.Providers.Ollama;
using Aios.Testing;
using Xunit;

namespace Aios.Tests.Llm.Providers.Ollama;

public sealed class OllamaEmbeddingsTests
{
    [Fact]
    public async Task Texts_become_vectors_in_one_request()
    {
        await using var server = WireServer.Saying(200, "application/json", """{"model":"e","embeddings":[[0.5,-1],[0,2]],"prompt_eval_count":6}""");
        using OllamaEmbeddings embedder = new(new() { Address = server.Address }, "e", TimeProvider.System);

        var embeddings = await embedder.GenerateAsync(["one", "two"], new() { Dimensions = 2 }, TestContext.Current.CancellationToken);

        Assert.Equal([[0.5f, -1f], [0f, 2f]], embeddings.Select(embedding => embedding.Vector.ToArray()));
        Assert.Equal(6, embeddings.Usage?.InputTokenCount);
        var sent = Assert.Single(server.Seen);
        Assert.Equal(("/api/embed", """{"model":"e","input":["one","two"],"truncate":false,"dimensions":2}"""), (sent.Path, sent.Body));
    }

    [Theory]
    [InlineData("""{"embeddings":[[1]]}""")]
    [InlineData("""{"embeddings":[[1],["x"]]}""")]
    [InlineData("""{}""")]
    public async Task What_does_not_fit_the_texts_is_malformed(string body)
    {
        await using var server = WireServer.Saying(200, "application/json", body);
        using OllamaEmbeddings embedder = new(new() { Address = server.Address }, "e", TimeProvider.System);

        var thrown = await Assert.ThrowsAsync<ProviderException>(() => embedder.GenerateAsync(["one", "two"], cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(FailureKind.Malformed, thrown.Failure.Kind);
    }
}
