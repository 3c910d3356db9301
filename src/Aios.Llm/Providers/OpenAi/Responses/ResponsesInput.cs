using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi.Responses;

/// <summary>Writes messages as the items of the Responses API.</summary>
sealed class ResponsesInput(RequestDraft draft)
{
    public JsonArray Write()
    {
        JsonArray written = [];
        foreach (var item in draft.Messages.SelectMany(message => message.Role.Value switch
        {
            "system" or "developer" => [Instruction(message)],
            "assistant" => Answer(message),
            "tool" => Results(message),
            _ => Question(message),
        }))
        {
            written.Add((JsonNode)item);
        }

        return written;
    }

    JsonObject Instruction(ChatMessage message)
    {
        message.Contents.Where(content => content is not TextContent).ToList().ForEach(LeaveOut);
        return Message(message.Role.Value, [Text(message.Text)]);
    }

    IEnumerable<JsonObject> Results(ChatMessage message)
    {
        message.Contents.Where(content => content is not FunctionResultContent).ToList().ForEach(LeaveOut);
        return message.Contents.OfType<FunctionResultContent>().Select(Result);
    }

    IEnumerable<JsonObject> Question(ChatMessage message)
    {
        foreach (var result in message.Contents.OfType<FunctionResultContent>())
        {
            yield return Result(result);
        }

        JsonArray parts = [.. message.Contents.Where(content => content is not FunctionResultContent).Select(Part).Where(part => part is not null)];
        if (parts.Count > 0 || message.Contents.Count == 0)
        {
            yield return Message("user", parts);
        }
    }

    JsonObject? Part(AIContent content)
    {
        switch (content)
        {
            case TextContent text:
                return text.Text.Length == 0 ? null : Text(text.Text);
            case DataContent data when data.HasTopLevelMediaType("image"):
                return Image(data, "image_url", data.Uri);
            case UriContent link when link.HasTopLevelMediaType("image"):
                return Image(link, "image_url", link.Uri.AbsoluteUri);
            case HostedFileContent file when file.HasTopLevelMediaType("image"):
                return Image(file, "file_id", file.FileId);
            case DataContent data when data.HasTopLevelMediaType("audio"):
                throw RequestDraft.Refusal("The Responses API hears no audio. Ask by Chat Completions.");
            case DataContent data:
                MediaWriting.RequireDocuments(draft.Model);
                return new() { ["type"] = "input_file", ["filename"] = MediaWriting.NameOf(data), ["file_data"] = data.Uri };
            case UriContent link:
                MediaWriting.RequireDocuments(draft.Model);
                return new() { ["type"] = "input_file", ["file_url"] = link.Uri.AbsoluteUri };
            case HostedFileContent file:
                MediaWriting.RequireDocuments(draft.Model);
                return new() { ["type"] = "input_file", ["file_id"] = file.FileId };
            default:
                LeaveOut(content);
                return null;
        }
    }

    JsonObject Image(AIContent image, string member, string address)
    {
        MediaWriting.RequireImages(draft.Model);
        JsonObject written = new() { ["type"] = "input_image", [member] = address };
        if (MediaWriting.DetailOf(image) is { } detail)
        {
            written["detail"] = detail;
        }

        return written;
    }

    /// <summary>Items in their order: OpenAI wants thoughts right before what they led to.</summary>
    IEnumerable<JsonObject> Answer(ChatMessage message)
    {
        JsonObject? open = null;
        foreach (var content in message.Contents)
        {
            if (Said(content) is { } part)
            {
                var phase = ResponsesItem.PhaseOf(content);
                if (open is not null && phase is not null && (string?)open["phase"] != phase)
                {
                    yield return open;
                    open = null;
                }

                open ??= Message("assistant", [], phase);
                open["content"]!.AsArray().Add((JsonNode)part); // made with an array as its content
            }
            else if (Item(content) is { } item)
            {
                if (open is not null)
                {
                    yield return open;
                    open = null;
                }

                yield return item;
            }
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    static JsonObject? Said(AIContent content) => content switch
    {
        TextContent { Text.Length: > 0 } text => new() { ["type"] = "output_text", ["text"] = text.Text, ["annotations"] = new JsonArray() },
        ErrorContent { ErrorCode: "refusal" } refusal => new() { ["type"] = "refusal", ["refusal"] = refusal.Message },
        _ => null,
    };

    JsonObject? Item(AIContent content)
    {
        if (content.RawRepresentation is JsonElement raw && ResponsesItem.IsOne(raw))
        {
            if (!ResponsesItem.CanGoBack(raw))
            {
                return null;
            }

            if (ResponsesItem.IsThought(raw) && !Thinker.Is(content, draft.Thinker))
            {
                LeaveOut(content);
                return null;
            }

            return JsonObject.Create(raw);
        }

        switch (content)
        {
            case FunctionCallContent { InformationalOnly: false } call:
                return new() { ["type"] = "function_call", ["call_id"] = call.CallId, ["name"] = call.Name, ["arguments"] = RequestDraft.ArgumentsOf(call) };
            case TextContent or TextReasoningContent { ProtectedData: null }:
                return null; // nothing said, or thoughts whose item follows as it came
            default:
                LeaveOut(content);
                return null;
        }
    }

    JsonObject Result(FunctionResultContent result) => new()
    {
        ["type"] = "function_call_output",
        ["call_id"] = result.CallId,
        ["output"] = RequestDraft.PartsOf(result) is { } parts
            ? new JsonArray([.. parts.Select(Part).Where(part => part is not null)])
            : JsonValue.Create(RequestDraft.TextOf(result)),
    };

    static JsonObject Text(string text) => new() { ["type"] = "input_text", ["text"] = text };

    static JsonObject Message(string role, JsonArray content, string? phase = null)
    {
        JsonObject message = new() { ["type"] = "message", ["role"] = role, ["content"] = content };
        if (phase is not null)
        {
            message["phase"] = phase;
        }

        return message;
    }

    void LeaveOut(AIContent content)
    {
        if (content is not (ErrorContent or UsageContent))
        {
            draft.LeaveOut(content is TextReasoningContent or FunctionCallContent || content.RawRepresentation is JsonElement
                ? "What only another provider understands (thoughts, tools that it ran itself) was left out of the messages."
                : $"The Responses API has no place for {content.GetType().Name}: it was left out of the messages.");
        }
    }
}
