using System.Text.Json;
using Microsoft.Extensions.AI;
using Xunit;
using static Aios.Tests.Llm.Providers.Anthropic.Written;

namespace Aios.Tests.Llm.Providers.Anthropic;

public sealed class MessagesSchemaTests
{
    [Fact]
    public void A_schema_goes_as_the_format_of_the_output_and_closes_its_objects()
    {
        var request = Of([User("Hi")], For("""
            {"$schema":"x","type":"object","properties":{"properties":{"type":"array","items":{"type":"object","properties":{"a":{"type":"string"}}}}},"required":["properties"]}
            """));

        Same(
            """
            {"format":{"type":"json_schema","schema":{
              "type":"object",
              "properties":{"properties":{"type":"array","items":{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}}},
              "required":["properties"],
              "additionalProperties":false}}}
            """,
            request.Body["output_config"]);
        Assert.Empty(request.Warnings);
    }

    [Fact]
    public void Bounds_that_the_API_does_not_take_are_left_out_and_named()
    {
        var request = Of([User("Hi")], For("""{"type":"object","properties":{"n":{"type":"integer","minimum":1},"l":{"type":"array","minItems":2,"items":{"type":"string","maxLength":3}}}}"""));

        Same(
            """{"type":"object","properties":{"n":{"type":"integer"},"l":{"type":"array","items":{"type":"string"}}},"additionalProperties":false}""",
            request.Body["output_config"]!["format"]!["schema"]);
        Assert.Contains("maxLength, minItems, minimum", Assert.Single(request.Warnings));
    }

    [Theory]
    [InlineData("""{"type":"object"}""")]
    [InlineData("""{"type":"object","properties":{"m":{"type":"object","additionalProperties":{"type":"string"}}}}""")]
    public void A_map_with_free_names_is_refused(string schema) => Refused(() => Of([User("Hi")], For(schema)));

    [Fact]
    public void JSON_without_a_schema_is_refused() => Refused(() => Of([User("Hi")], new() { ResponseFormat = ChatResponseFormat.Json }));

    [Fact]
    public void A_model_that_keeps_to_no_schema_is_not_given_one() =>
        Refused(() => Of([User("Hi")], For("""{"type":"object","properties":{"a":{}}}"""), new() { Schema = false }));

    static ChatOptions For(string schema) => new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonDocument.Parse(schema).RootElement) };
}
