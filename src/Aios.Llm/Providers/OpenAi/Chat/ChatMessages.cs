using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi.Chat;

/// <summary>Writes messages as Chat Completions has them.</summary>
sealed partial class ChatMessages(RequestDraft draft, ChatManner manner)
{
    const int LongestName = 64;

    public JsonArray Write()
    {
        JsonArray written = [];
        if (draft.Options.Instructions is { Length: > 0 } instructions)
        {
            written.Add((JsonNode)new JsonObject { ["role"] = "system", ["content"] = instructions });
        }

        var lastQuestion = draft.Messages.ToList().FindLastIndex(message => message.Role == ChatRole.User);
        foreach (var (place, message) in draft.Messages.Index())
        {
            foreach (var each in message.Role.Value switch
            {
                "system" or "developer" => [Instruction(message)],
                "assistant" => Answer(message, isOfThisTurn: place > lastQuestion),
                "tool" => Results(message),
                _ => Question(message),
            })
            {
                written.Add((JsonNode)each);
            }
        }

        return written;
    }

    JsonObject Instruction(ChatMessage message)
    {
        message.Contents.Where(content => content is not TextContent).ToList().ForEach(LeaveOut);
        return new() { ["role"] = message.Role.Value, ["content"] = message.Text };
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
        if (parts.Count == 0 && message.Contents.Count > 0)
        {
            yield break;
        }

        var written = Begin("user", message);
        written["content"] = parts switch
        {
            [] => "",
            [JsonObject only] when (string?)only["type"] == "text" => only["text"]!.DeepClone(), // a text part has a text
            _ => parts,
        };
        yield return written;
    }

    JsonObject? Part(AIContent content)
    {
        switch (content)
        {
            case TextContent text:
                return text.Text.Length == 0 ? null : new() { ["type"] = "text", ["text"] = text.Text };
            case DataContent data when data.HasTopLevelMediaType("image"):
                return Image(data, data.Uri);
            case UriContent link when link.HasTopLevelMediaType("image"):
                return Image(link, link.Uri.AbsoluteUri);
            case DataContent data when data.HasTopLevelMediaType("audio"):
                return Audio(data);
            case DataContent data:
                MediaWriting.RequireDocuments(draft.Model);
                return new() { ["type"] = "file", ["file"] = new JsonObject { ["filename"] = MediaWriting.NameOf(data), ["file_data"] = data.Uri } };
            case HostedFileContent file:
                MediaWriting.RequireDocuments(draft.Model);
                return new() { ["type"] = "file", ["file"] = new JsonObject { ["file_id"] = file.FileId } };
            case UriContent link:
                throw RequestDraft.Refusal($"Chat Completions fetches images only, not {link.MediaType}. Send the content itself, or ask by the Responses API.");
            default:
                LeaveOut(content);
                return null;
        }
    }

    JsonObject Audio(DataContent data)
    {
        var format = MediaWriting.AudioFormatOf(data);
        return manner.AudioFormats?.Contains(format) == false
            ? throw RequestDraft.Refusal($"Chat Completions hears {string.Join(" and ", manner.AudioFormats)}, not {data.MediaType}. Convert it.")
            : new() { ["type"] = "input_audio", ["input_audio"] = new JsonObject { ["data"] = data.Base64Data.ToString(), ["format"] = format } };
    }

    JsonObject Image(AIContent image, string address)
    {
        MediaWriting.RequireImages(draft.Model);
        JsonObject url = new() { ["url"] = address };
        if (MediaWriting.DetailOf(image) is { } detail)
        {
            url["detail"] = detail;
        }

        return new() { ["type"] = "image_url", ["image_url"] = url };
    }

    IEnumerable<JsonObject> Answer(ChatMessage message, bool isOfThisTurn)
    {
        JsonArray calls = [];
        var text = "";
        string? refusal = null;
        var written = Begin("assistant", message);
        foreach (var content in message.Contents)
        {
            switch (content)
            {
                case TextContent each:
                    text += each.Text;
                    break;
                case FunctionCallContent { InformationalOnly: false } call:
                    calls.Add((JsonNode)Call(call));
                    break;
                case ErrorContent { ErrorCode: "refusal" } each:
                    refusal += each.Message;
                    break;
                case TextReasoningContent { ProtectedData: null }:
                    break; // where the server wants its thoughts back, they follow as they came
                default:
                    if (ThoughtsKept.Of(content) is not { } kept || !manner.TakesThoughts || !Thinker.Is(content, draft.Thinker))
                    {
                        LeaveOut(content);
                        break;
                    }

                    foreach (var (name, value) in ThoughtsKept.ToSend(kept, isOfThisTurn))
                    {
                        written[name] = value;
                    }

                    break;
            }
        }

        if (text.Length == 0 && calls.Count == 0 && refusal is null)
        {
            yield break;
        }

        if (text.Length > 0)
        {
            written["content"] = text;
        }

        if (calls.Count > 0)
        {
            written["tool_calls"] = calls;
        }

        if (refusal is not null)
        {
            written["refusal"] = refusal;
        }

        yield return written;
    }

    static JsonObject Call(FunctionCallContent call) => new()
    {
        ["id"] = call.CallId,
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = RequestDraft.ArgumentsOf(call) },
    };

    JsonObject Result(FunctionResultContent result)
    {
        if (RequestDraft.PartsOf(result) is { } parts)
        {
            if (parts.FirstOrDefault(part => part is not TextContent) is { } other)
            {
                throw RequestDraft.Refusal($"In Chat Completions a tool gives back text only, no {other.GetType().Name}. Send it in a message of the user, or ask by the Responses API.");
            }

            return Result(new FunctionResultContent(result.CallId, string.Concat(parts)));
        }

        return new() { ["role"] = "tool", ["tool_call_id"] = result.CallId, ["content"] = RequestDraft.TextOf(result) };
    }

    JsonObject Begin(string role, ChatMessage message)
    {
        JsonObject written = new() { ["role"] = role };
        if (manner.TakesNames && message.AuthorName is { } author && NotOfNames().Replace(author, "") is { Length: > 0 } name)
        {
            written["name"] = name.Length <= LongestName ? name : name[..LongestName];
        }

        return written;
    }

    void LeaveOut(AIContent content)
    {
        if (content is not (ErrorContent or UsageContent))
        {
            draft.LeaveOut(content is TextReasoningContent or FunctionCallContent { InformationalOnly: true } || content.RawRepresentation is JsonElement
                ? "What only another provider understands (thoughts, tools that it ran itself) was left out of the messages."
                : $"Chat Completions has no place for {content.GetType().Name}: it was left out of the messages.");
        }
    }

    [GeneratedRegex("[^a-zA-Z0-9_-]+")]
    private static partial Regex NotOfNames();
}
