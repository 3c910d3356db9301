using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Anthropic;

/// <summary>The tools a model may call, and whether it must.</summary>
static class ToolList
{
    /// <summary>The oldest of its kind, which every model that searches knows.</summary>
    const string WebSearch = "web_search_20250305";

    const string Strict = "strict";

    /// <returns>Null where there are none.</returns>
    public static JsonArray? Of(ModelRequest request)
    {
        if (request.Options.Tools is not { Count: > 0 } tools)
        {
            return null;
        }

        var model = request.Model;
        if (model.Capabilities.Tools == false)
        {
            throw Unsayable.Because($"{model.Id} calls no tools. Ask a model that does.");
        }

        JsonArray list = [.. tools.Select(tool => Write(tool, request))];
        if (request.Options.AdditionalProperties?.TryGetValue(AnthropicOptions.CacheTools, out var life) == true)
        {
            CacheMarks.Put((JsonObject)list[^1]!, life as CacheLife?, model); // made above, and never null
        }

        return list;
    }

    /// <returns>Null where the model is free, as it is by itself.</returns>
    public static JsonObject? Choice(ModelRequest request)
    {
        var options = request.Options;
        if (options.Tools is not { Count: > 0 })
        {
            return null;
        }

        if (IsForced(options) && request.Model.Capabilities.ToolChoice == false)
        {
            throw Unsayable.Because($"{request.Model.Id} cannot be made to call a tool. Leave it the choice, or ask a model that can.");
        }

        JsonObject? choice = options.ToolMode switch
        {
            NoneChatToolMode => new() { ["type"] = "none" },
            RequiredChatToolMode { RequiredFunctionName: { } name } => new() { ["type"] = "tool", ["name"] = name },
            RequiredChatToolMode => new() { ["type"] = "any" },
            AutoChatToolMode => new() { ["type"] = "auto" },
            _ => options.AllowMultipleToolCalls == false ? new() { ["type"] = "auto" } : null,
        };
        if (options.AllowMultipleToolCalls == false && options.ToolMode is not NoneChatToolMode)
        {
            choice!["disable_parallel_tool_use"] = true; // only none is without one here
        }

        return choice;
    }

    public static bool IsForced(ChatOptions options) => options is { ToolMode: RequiredChatToolMode, Tools.Count: > 0 };

    static JsonObject Write(AITool tool, ModelRequest request)
    {
        switch (tool)
        {
            case HostedWebSearchTool when request.Model.Capabilities.WebSearch == false:
                throw Unsayable.Because($"{request.Model.Id} does not search the web. Ask a model that does, or bring a tool for it.");
            case HostedWebSearchTool search:
                return WithAll(new() { ["type"] = WebSearch, ["name"] = "web_search" }, search.AdditionalProperties);
            case AIFunctionDeclaration function:
                return Function(function);
            default:
                throw Unsayable.Because($"Of the tools that run at the provider, Anthropic is asked for its web search only, not for {tool.Name}. Bring a function in its place.");
        }
    }

    static JsonObject Function(AIFunctionDeclaration function)
    {
        JsonObject written = new() { ["name"] = function.Name };
        if (!string.IsNullOrEmpty(function.Description))
        {
            written["description"] = function.Description;
        }

        written["input_schema"] = JsonObject.Create(function.JsonSchema) is { } schema && schema.ContainsKey("type") ? schema : new JsonObject { ["type"] = "object" };
        if (function.AdditionalProperties.TryGetValue(Strict, out var strict) && strict is true)
        {
            written[Strict] = true;
        }

        return written;
    }

    /// <summary>The API's own settings of a tool: max_uses, allowed_domains, user_location and the like.</summary>
    static JsonObject WithAll(JsonObject tool, IReadOnlyDictionary<string, object?> settings)
    {
        foreach (var (name, value) in settings)
        {
            tool[name] = JsonSerializer.SerializeToNode(value, AIJsonUtilities.DefaultOptions);
        }

        return tool;
    }
}
