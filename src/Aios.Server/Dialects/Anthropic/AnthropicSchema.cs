using System.Text.Json;
using Microsoft.Extensions.AI;
using static Aios.Server.Dialects.Anthropic.AnthropicDialect;

namespace Aios.Server.Dialects.Anthropic;

/// <summary>Reads the schema that an answer has to keep to.</summary>
static class AnthropicSchema
{
    public static ChatResponseFormat Read(JsonElement format)
    {
        if (format.Word("type") != "json_schema")
        {
            throw Refuse("output_config.format.type: Input should be 'json_schema'");
        }

        var schema = format.Member("schema") ?? throw Refuse("output_config.format.schema: Field required");
        Check(schema);
        return ChatResponseFormat.ForJsonSchema(schema);
    }

    static void Check(JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.Array)
        {
            foreach (var each in schema.EnumerateArray())
            {
                Check(each);
            }
        }

        if (!schema.IsObject)
        {
            return;
        }

        if (schema.Word("type") == "object" && schema.Member("additionalProperties") is not { ValueKind: JsonValueKind.False })
        {
            throw Refuse("output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false");
        }

        foreach (var member in schema.EnumerateObject().Where(member => member.Name is not ("enum" or "const" or "default" or "examples")))
        {
            Check(member.Value);
        }
    }
}
