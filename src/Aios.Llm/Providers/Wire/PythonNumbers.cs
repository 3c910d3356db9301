using System.Text.RegularExpressions;

namespace Aios.Llm.Providers.Wire;

/// <summary>The numbers that Python's JSON has and nobody else's: servers written in it send them where they have counted nothing.</summary>
static partial class PythonNumbers
{
    /// <returns>The same JSON with null in their place; null where there are none.</returns>
    public static string? AsNull(string json)
    {
        var replaced = TextOrNumber().Replace(json, match => match.ValueSpan[0] == '"' ? match.Value : "null");
        return replaced == json ? null : replaced;
    }

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b
        """)]
    private static partial Regex TextOrNumber();
}
