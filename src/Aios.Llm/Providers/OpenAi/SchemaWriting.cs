using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi;

/// <summary>The shape an answer must have; both APIs say the same, one nested and one flat.</summary>
static class SchemaWriting
{
    /// <summary>Name, description, schema and whether it is kept to exactly; null where any JSON will do.</summary>
    /// <remarks>Strict where the schema allows it: otherwise OpenAI refuses the request, and keeps to the schema as best it can.</remarks>
    public static JsonObject? Of(RequestDraft draft, ChatResponseFormatJson format)
    {
        if (format.Schema is not { } schema)
        {
            return null;
        }

        if (draft.Model.Capabilities.Schema == false)
        {
            throw RequestDraft.Refusal($"{draft.Model.Id} does not keep to a schema. Take a model that does, or ask for JSON and check it.");
        }

        JsonObject written = new() { ["name"] = format.SchemaName ?? "answer" };
        if (format.SchemaDescription is { } description)
        {
            written["description"] = description;
        }

        var closed = StrictSchema.Close(schema);
        written["schema"] = closed ?? JsonObject.Create(schema);
        if (closed is not null)
        {
            written["strict"] = true;
        }
        else
        {
            draft.LeaveOut("The schema cannot be kept to exactly, as some members may be absent or are not named: it is kept to as best the model can.");
        }

        return written;
    }
}
