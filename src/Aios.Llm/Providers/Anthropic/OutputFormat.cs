using System.Text.Json.Nodes;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Anthropic;

/// <summary>The form an answer must have.</summary>
static class OutputFormat
{
    public static void Write(JsonObject body, ModelRequest request, List<string> warnings)
    {
        if (request.Options.ResponseFormat is not ChatResponseFormatJson format)
        {
            return;
        }

        if (format.Schema is not { } schema)
        {
            throw Unsayable.Because("Anthropic's models cannot be held to JSON without a schema. Give one.");
        }

        if (request.Model.Capabilities.Schema == false)
        {
            throw Unsayable.Because($"{request.Model.Id} cannot be held to a schema. Ask a model that can, or have it call a tool with that schema.");
        }

        Config(body)["format"] = new JsonObject { ["type"] = "json_schema", ["schema"] = OutputSchema.Of(schema, warnings) };
    }

    /// <summary>Where form and effort are said.</summary>
    public static JsonObject Config(JsonObject body)
    {
        if (body["output_config"] is not JsonObject config)
        {
            body["output_config"] = config = [];
        }

        return config;
    }
}
