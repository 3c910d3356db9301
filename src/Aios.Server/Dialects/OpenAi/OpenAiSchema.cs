using System.Text.Json;
using Microsoft.Extensions.AI;
using static Aios.Server.Dialects.OpenAi.OpenAiErrors;

namespace Aios.Server.Dialects.OpenAi;

/// <summary>Reads the form that an answer should have, wherever a dialect keeps it.</summary>
static class OpenAiSchema
{
    /// <param name="schema">Where name, schema and strictness stand.</param>
    public static ChatResponseFormat Read(JsonElement format, JsonElement? schema, string at, string schemaAt, IReadOnlyList<ChatMessage> messages)
    {
        switch (format.Word("type"))
        {
            case "text":
                return ChatResponseFormat.Text;
            case "json_object" when !messages.Any(message => message.Text.Contains("json", StringComparison.OrdinalIgnoreCase)):
                throw Refuse($"'messages' must contain the word 'json' in some form, to use '{at}' of type 'json_object'.", "messages");
            case "json_object":
                return ChatResponseFormat.Json;
            case "json_schema":
                break;
            case var other:
                throw WrongValue(other, $"{at}.type", "json_object", "json_schema", "text");
        }

        var named = schema ?? throw Missing(schemaAt);
        var name = named.Word("name") ?? throw Missing($"{schemaAt}.name");
        if (name.Length == 0 || !name.All(each => char.IsAsciiLetterOrDigit(each) || each is '_' or '-'))
        {
            throw Refuse($"Invalid '{schemaAt}.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.", $"{schemaAt}.name", "invalid_value");
        }

        var shape = named.Member("schema") ?? throw Missing($"{schemaAt}.schema");
        if (named.Is("strict"))
        {
            StrictSchema.Check(shape, $"response_format '{name}'", at, "invalid_json_schema");
        }

        return ChatResponseFormat.ForJsonSchema(shape, name, named.Word("description"));
    }
}
