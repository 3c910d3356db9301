using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Server.Dialects;

namespace Aios.Server.Emulation.Answers;

/// <summary>The simplest value that satisfies a schema, as far as a schema is simple: no patterns, no conditions.</summary>
/// <remarks>It obeys a schema that asks for more than <see cref="Most"/> values and characters only so far.</remarks>
sealed class SchemaSample
{
    public const int Most = 100_000;

    const int Deepest = 16;

    int _left = Most;

    public static JsonNode Of(JsonElement schema) => new SchemaSample().Sample(schema, schema, 0) ?? new JsonObject();

    JsonNode? Sample(JsonElement schema, JsonElement root, int depth)
    {
        if (_left-- <= 0 || !schema.IsObject || depth > Deepest)
        {
            return null;
        }

        if (schema.Member("const") is { } only)
        {
            return Compact.Copy(only);
        }

        if (schema.Items("enum") is [var first, ..])
        {
            return Compact.Copy(first);
        }

        if (schema.Word("$ref") is { } reference)
        {
            return Sample(Resolve(root, reference), root, depth + 1);
        }

        if ((string[])["anyOf", "oneOf", "allOf"] is var choices && choices.Select(choice => schema.Items(choice)).FirstOrDefault(items => items.Count > 0) is { } options)
        {
            return Sample(options.FirstOrDefault(option => option.Word("type") != "null", options[0]), root, depth + 1);
        }

        return Type(schema) switch
        {
            "object" => Object(schema, root, depth),
            "array" => new JsonArray([.. Enumerable.Range(0, Math.Clamp(schema.Whole("minItems") ?? 1, 1, Math.Max(1, _left))).Select(_ => Sample(schema.Member("items") ?? default, root, depth + 1))]),
            "integer" => JsonValue.Create((long)Math.Ceiling(Least(schema))),
            "number" => JsonValue.Create(Least(schema)),
            "boolean" => JsonValue.Create(true),
            "null" => null,
            _ => JsonValue.Create(Text(schema)),
        };
    }

    static string? Type(JsonElement schema) =>
        schema.Word("type")
        ?? schema.Items("type").Select(each => each.GetString()).FirstOrDefault(each => each != "null")
        ?? (schema.Member("properties") is not null ? "object" : null);

    JsonObject Object(JsonElement schema, JsonElement root, int depth)
    {
        JsonObject sample = [];
        if (schema.Member("properties") is { ValueKind: JsonValueKind.Object } properties)
        {
            foreach (var property in properties.EnumerateObject())
            {
                sample[property.Name] = Sample(property.Value, root, depth + 1);
            }
        }

        return sample;
    }

    static double Least(JsonElement schema) =>
        schema.Number("minimum") ?? (schema.Number("exclusiveMinimum") is { } above ? above + 1 : Math.Min(1, schema.Number("maximum") ?? 1));

    string Text(JsonElement schema)
    {
        var text = schema.Word("format") switch
        {
            "date" => "2030-01-01",
            "date-time" => "2030-01-01T10:30:00Z",
            "time" => "10:30:00Z",
            "email" => "somebody@example.com",
            "uri" => "https://example.com/",
            "uuid" => "00000000-0000-4000-8000-000000000000",
            _ => "text",
        };
        text = text.PadRight(Math.Clamp(schema.Whole("minLength") ?? 0, 0, Math.Max(0, _left)), 'x');
        _left -= text.Length;
        return schema.Whole("maxLength") is { } most && text.Length > most ? text[..Math.Max(0, most)] : text;
    }

    static JsonElement Resolve(JsonElement root, string reference)
    {
        var at = root;
        foreach (var step in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            at = at.Member(step) ?? default;
        }

        return at;
    }
}
