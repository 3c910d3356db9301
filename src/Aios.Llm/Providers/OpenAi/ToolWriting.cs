using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi;

/// <summary>Tools and which of them must be called; both APIs say the same, one nested and one flat.</summary>
static class ToolWriting
{
    /// <param name="function">How a function of that name is spelt in <c>tool_choice</c>.</param>
    /// <param name="tool">How a tool is spelt.</param>
    public static void Write(RequestDraft draft, Func<string, JsonObject> function, Func<AITool, JsonNode?> tool)
    {
        if (draft.Options.Tools is not { Count: > 0 } tools)
        {
            return;
        }

        if (draft.Model.Capabilities.Tools == false)
        {
            throw RequestDraft.Refusal($"{draft.Model.Id} calls no tools. Take a model that does, or ask without tools.");
        }

        JsonArray written = [.. tools.Select(tool).Where(each => each is not null)];
        if (written.Count == 0)
        {
            return;
        }

        draft.Body["tools"] = written;
        WriteChoice(draft, function);
        WriteParallel(draft);
    }

    /// <summary>The parameters as a schema, and whether it is kept to exactly; null where the tool says nothing of that.</summary>
    public static (JsonObject? Schema, bool? Strict) Parameters(RequestDraft draft, AIFunctionDeclaration function)
    {
        var strict = function.AdditionalProperties.TryGetValue("strict", out var said) ? said as bool? : null;
        if (strict == true && StrictSchema.Close(function.JsonSchema) is { } closed)
        {
            return (closed, true);
        }

        if (strict == true)
        {
            draft.LeaveOut($"The parameters of {function.Name} cannot be kept to exactly, as some may be absent or are not named: they are kept to as best the model can.");
            strict = false;
        }

        return (JsonObject.Create(function.JsonSchema), strict);
    }

    static void WriteChoice(RequestDraft draft, Func<string, JsonObject> function)
    {
        switch (draft.Options.ToolMode)
        {
            case null:
                break;
            case RequiredChatToolMode when draft.Model.Capabilities.ToolChoice == false:
                throw RequestDraft.Refusal($"{draft.Model.Id} cannot be made to call a tool. Take a model that can, or leave it the choice.");
            case RequiredChatToolMode { RequiredFunctionName: { } name }:
                draft.Body["tool_choice"] = function(name);
                break;
            case RequiredChatToolMode:
                draft.Body["tool_choice"] = "required";
                break;
            case NoneChatToolMode:
                draft.Body["tool_choice"] = "none";
                break;
            default:
                draft.Body["tool_choice"] = "auto";
                break;
        }
    }

    static void WriteParallel(RequestDraft draft)
    {
        if (draft.Model.Capabilities.ParallelTools == false) // such a model refuses to hear of it
        {
            if (draft.Options.AllowMultipleToolCalls == true)
            {
                draft.LeaveOut($"{draft.Model.Id} calls one tool at a time: that it may call several was left out.");
            }

            return;
        }

        draft.Set("parallel_tool_calls", draft.Options.AllowMultipleToolCalls);
    }
}
