using System.Text.Json;
using static Aios.Server.Dialects.OpenAi.OpenAiErrors;

namespace Aios.Server.Dialects.OpenAi;

/// <summary>Reads numbers within their bounds, and says what OpenAI says beyond them.</summary>
static class OpenAiNumbers
{
    public static double? Decimal(JsonElement body, string name, double least, double most) => body.Member(name) switch
    {
        null => null,
        { ValueKind: not JsonValueKind.Number } => throw WrongType(name, "a decimal"),
        { } number when number.GetDouble() < least => throw Refuse($"Invalid '{name}': decimal below minimum value. Expected a value >= {least}, but got {number.GetRawText()} instead.", name, "decimal_below_min_value"),
        { } number when number.GetDouble() > most => throw Refuse($"Invalid '{name}': decimal above maximum value. Expected a value <= {most}, but got {number.GetRawText()} instead.", name, "decimal_above_max_value"),
        { } number => number.GetDouble(),
    };

    public static int? Whole(JsonElement body, string name, int least) => body.Member(name) switch
    {
        null => null,
        { } number when number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out _) => throw WrongType(name, "an integer"),
        { } number when number.GetInt32() < least => throw Refuse($"Invalid '{name}': integer below minimum value. Expected a value >= {least}, but got {number.GetRawText()} instead.", name, "integer_below_min_value"),
        { } number => number.GetInt32(),
    };
}
