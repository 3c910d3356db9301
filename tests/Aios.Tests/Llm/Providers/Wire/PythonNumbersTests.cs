using Aios.Llm.Providers.Wire;
using Xunit;

namespace Aios.Tests.Llm.Providers.Wire;

public sealed class PythonNumbersTests
{
    [Theory]
    [InlineData("""{"a":NaN,"b":[Infinity,-Infinity]}""", """{"a":null,"b":[null,null]}""")]
    [InlineData("""{"NaN":"NaN, \" Infinity","b": NaN }""", """{"NaN":"NaN, \" Infinity","b": null }""")]
    [InlineData("""{"a":"NaN"}""", null)]
    [InlineData("""{"a":1,"b":Nanny}""", null)]
    [InlineData("""{"a":"cut off at NaN""", """{"a":"cut off at null""")]
    [InlineData("", null)]
    public void Numbers_that_are_none_become_null_but_not_within_texts(string json, string? expected) => Assert.Equal(expected, PythonNumbers.AsNull(json));
}
