using System.Text.Json;
using static Aios.Server.Dialects.OpenAi.OpenAiErrors;

namespace Aios.Server.Dialects.OpenAi;

/// <summary>What OpenAI asks of a schema that an answer has to keep to exactly.</summary>
static class StrictSchema
{
    public static void Check(JsonElement schema, string of, string param, string code, string context = "")
    {
        RequestRefusedException Wrong(string why) => Refuse($"Invalid schema for {of}: In context=({context}), {why}", param, code);

        if (!schema.IsObject)
        {
            return;
        }

        if (schema.Word("type") == "object")
        {
            if (schema.Member("additionalProperties") is not { ValueKind: JsonValueKind.False })
            {
                throw Wrong("'additionalProperties' is required to be supplied and to be false.");
            }

            string[] properties = [.. schema.Member("properties") is { ValueKind: JsonValueKind.Object } all ? all.EnumerateObject().Select(property => property.Name) : []];
            if (properties.Except(schema.Items("required").Select(each => each.GetString() ?? "")).FirstOrDefault() is { } missing)
            {
                throw Wrong($"'required' is required to be supplied and to be an array including every key in properties. Missing '{missing}'.");
            }
        }

        foreach (var (name, child) in Children(schema))
        {
            Check(child, of, param, code, context.Length == 0 ? name : $"{context}, {name}");
        }
    }

    static IEnumerable<(string Name, JsonElement Schema)> Children(JsonElement schema)
    {
        foreach (var group in (string[])["properties", "$defs", "definitions"])
        {
            if (schema.Member(group) is { ValueKind: JsonValueKind.Object } members)
            {
                foreach (var member in members.EnumerateObject())
                {
                    yield return ($"'{group}', '{member.Name}'", member.Value);
                }
            }
        }

        if (schema.Member("items") is { } items)
        {
            yield return ("'items'", items);
        }

        foreach (var (option, at) in schema.Items("anyOf").Select((option, at) => (option, at)))
        {
            yield return ($"'anyOf', '{at}'", option);
        }
    }
}
