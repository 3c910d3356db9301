using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Providers.OpenAi;
using Aios.Testing;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Providers.OpenAi;

public class OpenAiVendorTests
{
    const string Answer = """{"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}],"output":[]}""";

    [Theory]
    [InlineData("openai", OpenAiApi.ByModel, Thinking.Effort, "/v1/responses")]
    [InlineData("openai", OpenAiApi.ByModel, Thinking.None, "/v1/chat/completions")]
    [InlineData("openai", OpenAiApi.ByModel, null, "/v1/chat/completions")]
    [InlineData("openai", OpenAiApi.ChatCompletions, Thinking.Effort, "/v1/chat/completions")]
    [InlineData("openai", OpenAiApi.Responses, null, "/v1/responses")]
    [InlineData("openai", OpenAiApi.Completions, null, "/v1/completions")]
    [InlineData("azure", OpenAiApi.ByModel, Thinking.Effort, "/v1/responses")]
    [InlineData("vllm", OpenAiApi.ByModel, Thinking.Effort, "/v1/chat/completions")]
    [InlineData("vllm", OpenAiApi.Responses, null, "/v1/responses")]
    public async Task A_model_is_asked_by_the_API_that_suits_it_or_was_chosen(string name, OpenAiApi api, Thinking? thinking, string path)
    {
        await using var server = WireServer.Saying(200, "application/json", Answer);
        Uri address = new(server.Address, "/v1");
        var model = Ask.Model with { Capabilities = new() { Thinking = thinking } };
        using var provider = Vendors.Open(name, new() { Address = address, Key = new("sk-1", address) }, [model], TimeProvider.System, api);

        await provider.ClientFor(model).GetResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken);

        var seen = Assert.Single(server.Seen);
        Assert.Equal((name, path), (provider.Name, seen.Path));
        Assert.Equal("Bearer sk-1", seen.Headers["Authorization"]);
    }

    [Fact]
    public async Task What_a_server_says_of_its_models_is_taken_and_no_price()
    {
        await using var server = WireServer.Saying(200, "application/json",
            """
            {"data":[{"id":"a","max_model_len":4096},{"id":"b","context_length":8192,"top_provider":{"max_completion_tokens":1000},
              "supported_parameters":["tools"],"architecture":{"input_modalities":["text","image"]},"pricing":{"prompt":"0"}},{"id":""},{"id":"c","max_model_len":-1}]}
            """);
        using var provider = Played.ProviderAt(server.Address, "vllm", OpenAiApi.ByModel);

        var models = await provider.DiscoverAsync(TestContext.Current.CancellationToken);

        Assert.Equal([("a", 4096, null), ("b", 8192, 1000), ("c", null, null)], models.Select(model => (model.Id, model.ContextWindow, model.MaxOutput)));
        Assert.Equal((null, true, true, false), (models[0].Capabilities.Tools, models[1].Capabilities.Tools, models[1].Capabilities.Images, models[1].Capabilities.Schema));
        Assert.All(models, model => Assert.Empty(model.Prices));
    }

    [Fact]
    public async Task Tokens_are_counted_by_the_call_for_that_and_not_elsewhere()
    {
        await using var server = WireServer.Saying(200, "application/json", """{"object":"response.input_tokens","input_tokens":11}""");
        using var openai = Played.ProviderAt(server.Address, "openai", OpenAiApi.ByModel);
        using var other = Played.ProviderAt(server.Address, "vllm", OpenAiApi.ByModel);

        var count = await openai.CountAsync(Ask.Model, [new(ChatRole.User, "Hi")], new() { StopSequences = ["END"] }, TestContext.Current.CancellationToken);

        Assert.Equal(11, count);
        Assert.Null(await other.CountAsync(Ask.Model, [new(ChatRole.User, "Hi")], new(), TestContext.Current.CancellationToken));
        Assert.Equal("/responses/input_tokens", Assert.Single(server.Seen).Path);
    }

    [Theory]
    [InlineData(200, "<html><title>Login</title></html>", FailureKind.Unreachable)]
    [InlineData(200, """{"data":[""", FailureKind.Malformed)]
    [InlineData(200, """{"hello":"world"}""", FailureKind.Malformed)]
    [InlineData(401, """{"error":{"message":"No."}}""", FailureKind.Unauthorised)]
    public async Task A_list_that_is_none_is_a_failure(int status, string body, FailureKind kind)
    {
        await using var server = WireServer.Saying(status, "application/json", body);
        using var provider = Played.ProviderAt(server.Address, "vllm", OpenAiApi.ByModel);

        var exception = await Assert.ThrowsAsync<ProviderException>(() => provider.DiscoverAsync(TestContext.Current.CancellationToken));

        Assert.Equal((kind, status), (exception.Failure.Kind, exception.Failure.HttpStatus ?? status));
    }

    [Fact]
    public async Task Texts_become_vectors_in_their_order_however_they_are_written()
    {
        await using var server = WireServer.Saying(200, "application/json",
            """{"model":"e","data":[{"index":1,"embedding":"AACAPwAAAEA="},{"index":0,"embedding":[0.5,0.25]}],"usage":{"prompt_tokens":4,"total_tokens":4}}""");
        using var provider = Played.ProviderAt(server.Address, "vllm", OpenAiApi.ByModel);
        using var generator = provider.EmbeddingsFor(Ask.Model)!; // a vendor of this folder

        var vectors = await generator.GenerateAsync(["a", "b"], new() { Dimensions = 2 }, TestContext.Current.CancellationToken);

        Assert.Equal([[0.5f, 0.25f], [1f, 2f]], vectors.Select(each => each.Vector.ToArray()));
        Assert.Equal(4, vectors.Usage?.InputTokenCount);
        Assert.Equal("""{"model":"m","input":["a","b"],"dimensions":2}""", Assert.Single(server.Seen).Body);
    }
}
