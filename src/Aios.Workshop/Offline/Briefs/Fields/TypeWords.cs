using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Aios.Workshop.Contracts;

namespace Aios.Workshop.Offline.Briefs.Fields;

/// <summary>Types of fields as product people and programmers call them.</summary>
static class TypeWords
{
    public static bool Is(string text) => Find(text) is not null;

    public static FieldType? Find(string text) =>
        _types.TryGetValue(Normal(text), out var type) ? type : null;

    /// <summary>The type with which a description begins: <c>text with what happened</c>.</summary>
    public static FieldType? FindFirst(string text)
    {
        var words = Normal(text).Split(' ');
        for (var count = Math.Min(3, words.Length - 1); count > 0; count--)
        {
            if (words[count] is not "of" && _types.TryGetValue(string.Join(' ', words[..count]), out var type))
            {
                return type;
            }
        }
        return null;
    }

    static string Normal(string text) => _around.Replace(text.ToLowerInvariant().Replace('-', ' ').Trim(), "");

    static readonly FrozenDictionary<string, FieldType> _types = new Dictionary<FieldType, string>
    {
        [FieldType.Text] = "text|string|str|varchar|nvarchar|char|short text|short string|single line|single line text|line of text|one line|one line of text|free text|plain text|email|email address|e mail|url|link|web address|phone|phone number|telephone|uuid|slug|color|colour|words|name",
        [FieldType.LongText] = "long text|longer text|multi line|multiline|multi line text|multiline text|text area|textarea|text block|paragraph|paragraphs|markdown|rich text|large text|big text|several lines|multiple lines|longtext|memo|clob|long string|text long|long|long free text|long form text",
        [FieldType.WholeNumber] = "integer|int|whole number|whole numbers|whole|bigint|smallint|int32|int64|count|counter|natural number|number whole|number integer|whole integer|round number|number without decimals|year",
        [FieldType.Number] = "number|numeric|numerical|decimal|decimals|float|double|real|decimal number|floating point|percentage|percent|%|number with decimals|decimal value|fraction|number decimal|decimals allowed|fractional number",
        [FieldType.Money] = "money|currency|price|amount|usd|eur|gbp|chf|euro|euros|dollar|dollars|pounds|$|€|£|monetary|monetary amount|amount of money|money amount|currency amount|sum of money|us dollars|us$",
        [FieldType.Date] = "date|day|calendar date|date only|calendar day|yyyy mm dd|dd/mm/yyyy|mm/dd/yyyy|date without time|date picker",
        [FieldType.DateTime] = "datetime|date time|date and time|date & time|date/time|timestamp|time and date|date with time|date plus time|date + time|time|datetime local|date and time of day|moment",
        [FieldType.YesNo] = "bool|boolean|checkbox|check box|tick box|tickbox|yes/no|yes or no|yes no|y/n|true/false|true or false|true false|flag|toggle|switch|on/off|boolean flag|yes / no|true / false|checkmark",
        [FieldType.Choice] = "choice|enum|enumeration|select|selection|dropdown|drop down|radio|radio buttons|picklist|pick list|single choice|single select|list of values|options|fixed list|dropdown list",
        [FieldType.Reference] = "reference|relation|relationship|foreign key|fk|lookup|ref|linked record|association",
    }.SelectMany(pair => pair.Value.Split('|'), (pair, word) => (word, pair.Key)).ToFrozenDictionary(pair => pair.word, pair => pair.Key);

    static readonly Regex _around = new(@"^((an?|the|as|in|is|simple|type|format|kind|stored as|one|single)\s+(?!line|choice|select|of)|(type|format)\s*:?\s+)+|\s+(field|value|input|column|type|only|picker|fields|format)$");
}
