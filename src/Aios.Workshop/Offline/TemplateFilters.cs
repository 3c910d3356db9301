using System.Globalization;
using System.Text.Json.Nodes;
using Aios.Workshop.Contracts;

namespace Aios.Workshop.Offline;

/// <summary>What the templates of the offline generator can say beyond Liquid.</summary>
/// <remarks>DotLiquid finds these by reflection and offers them in snake_case.</remarks>
public static class TemplateFilters
{
    public static string Pascal(string name) => Casing.Pascal(name);

    public static string Camel(string name) => Casing.Camel(name);

    public static string Kebab(string name) => Casing.Kebab(name);

    /// <summary>As a literal of JSON and TypeScript.</summary>
    public static string Json(object? value) => Node(value)?.ToJsonString(_readable) ?? "null";

    /// <summary>As a literal of Python, in the quotes that need fewer escapes.</summary>
    public static string Python(object? value) => value switch
    {
        null => "None",
        true => "True",
        false => "False",
        string text => Quoted(text),
        _ => Json(value),
    };

    /// <summary>As words within a docstring or comment of Python.</summary>
    public static string Prose(string words) => words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace('"', '\'').ReplaceLineEndings(" ");

    /// <summary>Python of which no line is longer than the formatter Black allows.</summary>
    public static string FitPython(string code) => PythonLines.Fit(code);

    /// <summary>The <paramref name="number"/>th of the valid values of a field, as a literal of Python.</summary>
    public static string SamplePython(object field, int number) => Python(SampleValue.Of((IDictionary<string, object?>)field, number));

    /// <summary>The <paramref name="number"/>th of the valid values of a field, as a literal of JSON and TypeScript.</summary>
    public static string SampleJson(object field, int number) => Json(SampleValue.Of((IDictionary<string, object?>)field, number));

    static readonly System.Text.Json.JsonSerializerOptions _readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static string Quoted(string text)
    {
        var quote = text.Count(each => each == '"') > text.Count(each => each == '\'') ? '\'' : '"';
        var escaped = text.Select(each => each switch
        {
            '\\' => @"\\",
            '\n' => @"\n",
            _ when each == quote => $@"\{each}",
            _ when char.IsControl(each) => $@"\x{(int)each:x2}",
            _ => each.ToString(),
        });
        return $"{quote}{string.Concat(escaped)}{quote}";
    }

    static JsonNode? Node(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool yes => JsonValue.Create(yes),
        int whole => JsonValue.Create(whole),
        long whole => JsonValue.Create(whole),
        decimal number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        IDictionary<string, object?> map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Node(pair.Value)))),
        System.Collections.IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Node)]),
        _ => JsonValue.Create(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };
}
