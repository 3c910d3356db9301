using Aios.Llm.Providers;
using Aios.Llm.Providers.OpenAi;
using Xunit;

namespace Aios.Tests.Llm.Providers.OpenAi;

public class OpenAiFailureTests
{
    [Theory]
    [InlineData(401, """{"error":{"message":"Incorrect API key provided.","type":"invalid_request_error","code":"invalid_api_key"}}""", FailureKind.Unauthorised)]
    [InlineData(400, """{"code":"invalid-argument","error":"Incorrect API key provided. You can obtain an API key from https://console.x.ai."}""", FailureKind.Unauthorised)]
    [InlineData(400, """[{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}]""", FailureKind.Unauthorised)]
    [InlineData(403, """{"error":{"message":"Country not supported","code":"unsupported_country_region_territory"}}""", FailureKind.Unauthorised)]
    [InlineData(429, """{"error":{"message":"You exceeded your current quota.","type":"insufficient_quota","code":"insufficient_quota"}}""", FailureKind.QuotaExhausted)]
    [InlineData(402, """{"error":{"message":"Insufficient Balance","type":"unknown_error","code":"invalid_request_error"}}""", FailureKind.QuotaExhausted)]
    [InlineData(429, """{"error":{"message":"Rate limit reached for m on tokens per min (TPM)","type":"tokens","code":"rate_limit_exceeded"}}""", FailureKind.RateLimited)]
    [InlineData(429, """{"error":{"code":429,"message":"Provider returned error"}}""", FailureKind.RateLimited)]
    [InlineData(400, """{"error":{"message":"Your input exceeds the context window of this model.","code":"context_length_exceeded"}}""", FailureKind.ContextTooLong)]
    [InlineData(400, """{"error":{"message":"This endpoint's maximum context length is 200000 tokens.","code":400}}""", FailureKind.ContextTooLong)]
    [InlineData(400, """{"error":{"message":"The total length of all messages is too long.","type":"too_many_prompt_tokens","code":400}}""", FailureKind.ContextTooLong)]
    [InlineData(400, """{"error":{"message":"You passed 1015 input tokens and requested 10 output tokens. However, the model has less.","type":"BadRequestError","param":"input_tokens","code":400}}""", FailureKind.ContextTooLong)]
    [InlineData(400, """{"object":"error","message":"This model's maximum context length is 4096 tokens.","type":"BadRequestError","code":400}""", FailureKind.ContextTooLong)]
    [InlineData(400, """{"error":{"code":400,"message":"the request exceeds the available context size, try increasing it","type":"exceed_context_size_error"}}""", FailureKind.ContextTooLong)]
    [InlineData(404, """{"error":{"message":"The model `m` does not exist or you do not have access to it.","code":"model_not_found"}}""", FailureKind.UnknownModel)]
    [InlineData(400, """{"code":"1500","message":"Invalid model: m","object":"error","type":"invalid_model"}""", FailureKind.UnknownModel)]
    [InlineData(400, """{"code":"invalid-argument","error":"Model not found: m"}""", FailureKind.UnknownModel)]
    [InlineData(400, """{"error":{"message":"m is not a valid model ID","code":400}}""", FailureKind.UnknownModel)]
    [InlineData(400, """{"error":{"message":"Filtered.","type":null,"code":"content_filter"}}""", FailureKind.Refused)]
    [InlineData(400, """{"error":{"message":"Your request was flagged.","code":"invalid_prompt"}}""", FailureKind.Refused)]
    [InlineData(400, """{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model.","code":"unsupported_parameter"}}""", FailureKind.InvalidRequest)]
    [InlineData(422, """{"detail":[{"loc":["body","messages"],"msg":"Field required","type":"missing"}]}""", FailureKind.InvalidRequest)]
    [InlineData(500, """{"error":{"code":500,"message":"tools param requires --jinja flag","type":"server_error"}}""", FailureKind.Overloaded)]
    [InlineData(503, """{"detail":"No worker is free."}""", FailureKind.Overloaded)]
    [InlineData(401, """{"message":"Unauthorized"}""", FailureKind.Unauthorised)]
    public async Task Each_way_to_fail_has_its_kind_whatever_it_is_called(int status, string body, FailureKind kind)
    {
        foreach (var api in (OpenAiApi[])[OpenAiApi.ChatCompletions, OpenAiApi.Responses])
        {
            var failure = (await Played.BodyAsync(body, api, TestContext.Current.CancellationToken, status)).Failure;

            Assert.Equal((kind, status), (failure?.Kind, failure?.HttpStatus));
            Assert.NotEmpty(failure?.Message ?? "");
            Assert.DoesNotContain("{", failure?.Message ?? "", StringComparison.Ordinal); // its words, not its JSON
        }
    }

    [Fact]
    public async Task A_key_that_the_provider_repeats_is_not_repeated_by_us()
    {
        var failure = (await Played.BodyAsync("""{"error":{"message":"Incorrect API key provided: sk-canary-0123456789."}}""", OpenAiApi.ChatCompletions, TestContext.Current.CancellationToken, 401)).Failure;

        Assert.Equal("Incorrect API key provided: [key].", failure?.Message);
    }

    [Fact]
    public async Task A_mistake_in_a_form_names_the_field()
    {
        var failure = (await Played.BodyAsync("""{"detail":[{"loc":["body","messages"],"msg":"Field required"}]}""", OpenAiApi.ChatCompletions, TestContext.Current.CancellationToken, 422)).Failure;

        Assert.Equal("body.messages: Field required", failure?.Message);
    }
}
