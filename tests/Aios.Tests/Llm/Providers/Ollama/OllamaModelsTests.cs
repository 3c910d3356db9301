using System.Text;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Testing;
using Xunit;

namespace Aios.Tests.Llm.Providers.Ollama;

public sealed class OllamaModelsTests
{
    [Fact]
    public async Task A_model_is_described_by_what_shows_it()
    {
        var model = Assert.Single(await ListAsync("""{"models":[{"name":"a:7b","model":"a:7b"}]}""",
            """{"model_info":{"general.architecture":"qwen3","qwen3.context_length":40960},"capabilities":["completion","tools","thinking"]}"""));

        Assert.Equal(("a:7b", 40_960, ModelPrice.Free), (model.Id, model.ContextWindow, Assert.Single(model.Prices)));
        Assert.Equal((true, false, Thinking.Effort), (model.Capabilities.Tools, model.Capabilities.Images, model.Capabilities.Thinking));
    }

    [Fact]
    public async Task What_the_list_says_itself_is_not_asked_for_again()
    {
        await using var server = Server("""{"models":[{"model":"a","capabilities":["completion","vision"],"details":{"context_length":8192}}]}""", show: null);
        var model = Assert.Single(await ListAsync(server));

        Assert.Equal((8192, true, Thinking.None), (model.ContextWindow, model.Capabilities.Images, model.Capabilities.Thinking));
        Assert.Equal("/api/tags", Assert.Single(server.Seen).Path);
    }

    [Theory]
    [InlineData("""{"model":"a:120b-cloud"}""", "{}")]
    [InlineData("""{"model":"a:cloud"}""", "{}")]
    [InlineData("""{"model":"a","remote_host":"https://ollama.com:443"}""", "{}")]
    [InlineData("""{"model":"a"}""", """{"remote_model":"b","remote_host":"https://ollama.com"}""")]
    public async Task A_model_on_someone_elses_machine_has_no_known_price(string tag, string show) =>
        Assert.Empty(Assert.Single(await ListAsync($$"""{"models":[{{tag}}]}""", show)).Prices);

    [Fact]
    public async Task A_server_that_wants_a_key_may_bill_for_it()
    {
        await using var server = Server("""{"models":[{"model":"a"}]}""", "{}");

        Assert.Empty(Assert.Single(await ListAsync(server, new Secret("ollama-key-0123456789", server.Address))).Prices);
        Assert.Equal("Bearer ollama-key-0123456789", server.Seen[0].Headers["Authorization"]);
    }

    [Fact]
    public async Task A_model_that_only_embeds_cannot_be_asked() =>
        Assert.Empty(await ListAsync("""{"models":[{"model":"a"}]}""", """{"capabilities":["embedding"]}"""));

    [Fact]
    public async Task A_model_that_is_not_shown_stays_and_nothing_is_known_of_it()
    {
        var model = Assert.Single(await ListAsync("""{"models":[{"model":"a"}]}""", show: null));

        Assert.Equal((null, Capabilities.Unknown), (model.ContextWindow, model.Capabilities));
    }

    [Fact]
    public async Task Many_models_come_in_the_order_of_the_list()
    {
        var tags = string.Join(',', Enumerable.Range(0, 20).Select(number => $$"""{"model":"m{{number}}"}"""));

        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"m{number}"), (await ListAsync($$"""{"models":[{{tags}}]}""", "{}")).Select(model => model.Id));
    }

    [Theory]
    [InlineData(500, """{"error":"broken"}""", FailureKind.Overloaded)]
    [InlineData(200, "<html><title>Sign in</title></html>", FailureKind.Unreachable)]
    [InlineData(200, "{", FailureKind.Malformed)]
    public async Task A_list_that_does_not_come_is_a_failure(int status, string body, FailureKind kind)
    {
        await using var server = WireServer.Saying(status, "application/json", body);

        Assert.Equal(kind, (await Assert.ThrowsAsync<ProviderException>(() => ListAsync(server))).Failure.Kind);
    }

    static async Task<IReadOnlyList<Model>> ListAsync(string tags, string? show)
    {
        await using var server = Server(tags, show);
        return await ListAsync(server);
    }

    static async Task<IReadOnlyList<Model>> ListAsync(WireServer server, Secret? key = null)
    {
        using var provider = Vendors.Open("ollama", new() { Address = server.Address, Key = key }, [], TimeProvider.System);
        return await provider.DiscoverAsync(TestContext.Current.CancellationToken);
    }

    /// <param name="show">What is said of each model; null for a server that knows none of them.</param>
    static WireServer Server(string tags, string? show) => new((request, wire, token) =>
    {
        var (status, body) = request.Path == "/api/tags" ? (200, tags) : show is null ? (404, """{"error":"model not found"}""") : (200, show);
        return WireServer.WriteAsync(wire, status, [new("Content-Type", "application/json")], Encoding.UTF8.GetBytes(body), cuts: null, token);
    });

    [Fact]
    public async Task What_is_no_word_or_too_large_is_as_if_it_were_not_there()
    {
        var model = Assert.Single(await ListAsync("""{"models":[{"model":"a","capabilities":[7,"completion"],"details":{"context_length":5000000000}}]}""", "{}"));

        Assert.Null(model.ContextWindow);
    }
}
