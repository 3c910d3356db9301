using System.Text.Json;
using Aios.Llm.Routing;
using Xunit;

namespace Aios.Tests.Llm.Routing;

public sealed class SchemaFaultTests
{
    [Theory]
    [InlineData("object", "{}", "[]")]
    [InlineData("array", "[]", "{}")]
    [InlineData("string", "\"\"", "1")]
    [InlineData("boolean", "true", "\"true\"")]
    [InlineData("boolean", "false", "0")]
    [InlineData("null", "null", "false")]
    [InlineData("number", "1.5", "\"1.5\"")]
    [InlineData("integer", "1", "1.5")]
    [InlineData("integer", "1.0", "\"1\"")]
    [InlineData("integer", "-12345678901234567890", "true")]
    public void A_value_is_of_its_type(string type, string right, string wrong)
    {
        var schema = $$"""{"type":"{{type}}"}""";

        Assert.Null(Fault(schema, right));
        Assert.StartsWith("$ is ", Fault(schema, wrong), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":["string","null"]}""", "\"a\"", "1")]
    [InlineData("""{"type":["string","null"]}""", "null", "{}")]
    [InlineData("""{"enum":["a",1,null,{"b":[2]}]}""", """{"b":[2]}""", """{"b":[3]}""")]
    [InlineData("""{"enum":["a",1,null]}""", "1.0", "\"1\"")]
    [InlineData("""{"const":"a"}""", "\"a\"", "\"b\"")]
    [InlineData("""{"enum":[]}""", null, "1")]
    [InlineData("false", null, "1")]
    [InlineData("true", "1", null)]
    [InlineData("{}", "1", null)]
    public void A_value_is_one_of_those_that_there_are(string schema, string? right, string? wrong) => Holds(schema, right, wrong);

    [Theory]
    [InlineData("""{"minimum":2}""", "2", "1.99")]
    [InlineData("""{"maximum":2}""", "2", "2.01")]
    [InlineData("""{"exclusiveMinimum":2}""", "2.01", "2")]
    [InlineData("""{"exclusiveMaximum":2}""", "1.99", "2")]
    [InlineData("""{"minimum":2}""", "\"a\"", null)]
    [InlineData("""{"minLength":2}""", "\"ab\"", "\"a\"")]
    [InlineData("""{"maxLength":2}""", "\"ab\"", "\"abc\"")]
    [InlineData("""{"maxLength":1}""", "\"\uD83D\uDE00\"", null)]
    [InlineData("""{"minItems":2}""", "[1,2]", "[1]")]
    [InlineData("""{"maxItems":2}""", "[1,2]", "[1,2,3]")]
    [InlineData("""{"minItems":2,"minLength":2,"minimum":2}""", "{}", null)]
    public void A_value_stays_within_its_bounds(string schema, string? right, string? wrong) => Holds(schema, right, wrong);

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""", """{"a":"x"}""", """{}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""", """{"a":"x","b":1}""", """{"a":1}""")]
    [InlineData("""{"properties":{"a":true},"additionalProperties":false}""", """{"a":[]}""", """{"a":1,"b":1}""")]
    [InlineData("""{"properties":{"a":true},"additionalProperties":{"type":"integer"}}""", """{"a":"x","b":1}""", """{"b":"x"}""")]
    [InlineData("""{"additionalProperties":false}""", "{}", """{"a":1}""")]
    [InlineData("""{"properties":{"a":false}}""", """{"b":1}""", """{"a":1}""")]
    [InlineData("""{"required":["a"]}""", "[]", """{"A":1}""")]
    public void An_object_has_the_members_that_it_may_have(string schema, string? right, string? wrong) => Holds(schema, right, wrong);

    [Theory]
    [InlineData("""{"items":{"type":"integer"}}""", "[]", "[1,\"x\"]")]
    [InlineData("""{"items":{"type":"integer"}}""", "[1,2]", "[null]")]
    [InlineData("""{"items":false}""", "[]", "[1]")]
    [InlineData("""{"items":{"type":"integer"}}""", "{}", null)]
    public void An_array_has_the_items_that_it_may_have(string schema, string? right, string? wrong) => Holds(schema, right, wrong);

    [Theory]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", "null", "1")]
    [InlineData("""{"oneOf":[{"type":"string"},{"required":["a"],"type":"object"}]}""", """{"a":1}""", """{"b":1}""")]
    [InlineData("""{"allOf":[{"required":["a"]},{"required":["b"]}]}""", """{"a":1,"b":2}""", """{"a":1}""")]
    public void Alternatives_are_tried(string schema, string? right, string? wrong) => Holds(schema, right, wrong);

    [Theory]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"type":"string"}}}""", "\"x\"", "1")]
    [InlineData("""{"$ref":"#/$defs/a~1b~0c","$defs":{"a/b~c":{"type":"string"}}}""", "\"x\"", "1")]
    [InlineData("""{"properties":{"v":{"type":"integer"},"next":{"$ref":"#"}},"required":["v"]}""", """{"v":1,"next":{"v":2,"next":{"v":3}}}""", """{"v":1,"next":{"v":2,"next":{}}}""")]
    [InlineData("""{"$ref":"#"}""", "1", null)]
    [InlineData("""{"$ref":"#/$defs/none"}""", "1", null)]
    [InlineData("""{"$ref":"https://example.org/schema"}""", "1", null)]
    public void References_lead_within_the_schema(string schema, string? right, string? wrong) => Holds(schema, right, wrong);

    [Theory]
    [InlineData("""{"format":"date","pattern":"^a$","multipleOf":7}""")]
    [InlineData("""{"type":7,"enum":"a","required":{},"properties":[],"items":3,"anyOf":1,"allOf":"x","minimum":"2","minLength":null,"minItems":[]}""")]
    [InlineData("""{"$ref":7}""")]
    [InlineData("""{"required":[7,null]}""")]
    [InlineData("""{"type":"decimal"}""")]
    [InlineData("[]")]
    public void What_is_not_known_or_not_meant_so_is_let_pass(string schema) =>
        Assert.All((string[])["1", "\"b\"", "{}", "[1]"], value => Assert.Null(Fault(schema, value)));

    [Fact]
    public void A_fault_says_where_it_is() => Assert.Equal(
        "$.list[1].name is a number and no string.",
        Fault("""{"properties":{"list":{"items":{"properties":{"name":{"type":"string"}}}}}}""", """{"list":[{"name":"a"},{"name":1}]}"""));

    [Fact]
    public void What_is_missing_is_named() =>
        Assert.Equal("$.a.b is missing.", Fault("""{"properties":{"a":{"required":["b"]}}}""", """{"a":{}}"""));

    static void Holds(string schema, string? right, string? wrong)
    {
        Assert.True(right is null || Fault(schema, right) is null, right);
        Assert.True(wrong is null || Fault(schema, wrong) is not null, wrong);
    }

    static string? Fault(string schema, string value) => SchemaFault.Of(JsonElement.Parse(value), JsonElement.Parse(schema));
}
