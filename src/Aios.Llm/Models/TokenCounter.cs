using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Models;

/// <summary>Counts the tokens of a question without asking anybody.</summary>
/// <remarks>
/// Exact for plain text and a published vocabulary; else an upper bound, which rests on this: a token is at least one byte
/// of text, and what a provider adds by itself is bounded by the figures below.
/// </remarks>
public static class TokenCounter
{
    // What OpenAI writes around each message, its role included, and before the answer; as billed in recorded answers.
    const int AroundMessage = 4;
    const int BeforeAnswer = 3;
    const int BeforeThought = 2;

    const int LongestCounted = 500;

    // Bounds on what providers add. Anthropic documents 264 to 804 tokens of its own for the use of tools, and recorded
    // answers show up to 600 for a schema.
    const int AtMostAroundMessage = 16;
    const int AtMostAroundPart = 8;
    const int AtMostAroundTool = 64;
    const int AtMostForRequest = 64;
    const int AtMostForTools = 1024;
    const int AtMostForSchema = 1024;

    /// <summary>Exact where that is possible. The first count by a vocabulary waits until that is read.</summary>
    /// <returns>Null when nobody can tell: pictures and documents without a documented size, tools that the provider runs and bills, what it has kept from earlier.</returns>
    public static TokenCount? Count(Model model, IEnumerable<ChatMessage> messages, ChatOptions? options = null)
    {
        var (asked, settings) = (messages.ToList(), options ?? new());
        if (settings.ConversationId is not null)
        {
            return null;
        }

        return Exact(model, asked, settings) is { } exact ? new(exact, true)
            : Bound(model, asked, settings) is { } most ? new(most, false)
            : null;
    }

    /// <summary>At most so many, by bytes alone and at once: some four times as many as there are in English.</summary>
    /// <returns>Null where <see cref="Count"/> would give null.</returns>
    public static TokenCount? AtMost(Model model, IEnumerable<ChatMessage> messages, ChatOptions? options = null) =>
        Count(model with { Vocabulary = null }, messages, options);

    static long? Exact(Model model, List<ChatMessage> messages, ChatOptions options)
    {
        if (model.Vocabulary is not { } vocabulary || options.Tools is { Count: > 0 } || options.ResponseFormat is ChatResponseFormatJson)
        {
            return null;
        }

        var instructions = options.Instructions is null ? [] : new[] { options.Instructions };
        var before = model.Capabilities.Thinking == Thinking.Effort ? BeforeThought : BeforeAnswer;
        var texts = messages.Select(PlainText).Concat(instructions).ToList();
        return texts.TrueForAll(text => text is not null && IsPlain(text))
            ? texts.Sum(text => AroundMessage + (long)vocabulary.Tokenizer.CountTokens(text!)) + before // none is null: just asked
            : null;
    }

    /// <summary>The one text of a message that has nothing else.</summary>
    static string? PlainText(ChatMessage message) =>
        message is { AuthorName: null, Contents: [TextContent { RawRepresentation: not JsonElement } text] } && message.Role != ChatRole.Tool ? text.Text : null;

    static long? Bound(Model model, List<ChatMessage> messages, ChatOptions options)
    {
        long? total = AtMostForRequest + Text(model, options.Instructions);
        foreach (var message in messages)
        {
            total += AtMostAroundMessage + Text(model, message.AuthorName) + Parts(model, message.Contents);
        }

        return total + Tools(options.Tools ?? []) + Schema(options.ResponseFormat);
    }

    static long? Parts(Model model, IEnumerable<AIContent> parts) =>
        parts.Aggregate((long?)0, (sum, part) => sum + AtMostAroundPart + Part(model, part));

    static long? Part(Model model, AIContent part)
    {
        var sentBack = part.RawRepresentation is JsonElement raw ? Encoding.UTF8.GetByteCount(raw.GetRawText()) : (long?)null;
        var said = part switch
        {
            TextContent text => Text(model, text.Text),
            TextReasoningContent thought => Text(model, thought.Text) + Bytes(thought.ProtectedData), // which hides at least what it stands for
            FunctionCallContent call => Bytes(call.CallId) + Bytes(call.Name) + Bytes(Json(call.Arguments)) + Kept(call),
            FunctionResultContent result => Bytes(result.CallId) + Result(model, result.Result),
            DataContent data when data.HasTopLevelMediaType("image") => model.ImageTokens,
            DataContent data when data.HasTopLevelMediaType("text") => Bytes(data.Name) + data.Data.Length,
            UriContent image when image.HasTopLevelMediaType("image") => model.ImageTokens,
            ErrorContent error => Bytes(error.Message),
            UsageContent => 0,
            _ => sentBack,
        };
        return sentBack > said ? sentBack : said;
    }

    static long? Result(Model model, object? result) => result switch
    {
        null => 0,
        string text => Text(model, text),
        JsonElement json => Encoding.UTF8.GetByteCount(json.GetRawText()),
        AIContent part => Parts(model, [part]),
        IEnumerable<AIContent> parts => Parts(model, parts),
        _ => Bytes(Json(result)),
    };

    /// <summary>What a provider has put beside a call, such as arguments that are no JSON.</summary>
    static long Kept(FunctionCallContent call) => call.AdditionalProperties?.Values.OfType<string>().Sum(Bytes) ?? 0;

    /// <summary>Providers write schemas in words of their own, which are shorter than the JSON.</summary>
    static long? Tools(IList<AITool> tools) => tools.Aggregate(
        tools.Count > 0 ? AtMostForTools : (long?)0,
        (sum, tool) => tool is AIFunctionDeclaration function
            ? sum + AtMostAroundTool + Bytes(function.Name) + Bytes(function.Description) + Bytes(function.JsonSchema.GetRawText())
            : null);

    static long Schema(ChatResponseFormat? format) => format is ChatResponseFormatJson json
        ? AtMostForSchema + Bytes(json.SchemaName) + Bytes(json.SchemaDescription) + Bytes(json.Schema?.GetRawText())
        : 0;

    static long Text(Model model, string? text) =>
        text is not null && model.Vocabulary is { } vocabulary && IsPlain(text) ? vocabulary.Tokenizer.CountTokens(text) : Bytes(text);

    /// <summary>
    /// Holds none of the marks that the vocabulary knows as one token and a provider reads as text, and no word so long
    /// that counting it, which takes the square of its length, would be felt.
    /// </summary>
    static bool IsPlain(string text) => !text.Contains("<|", StringComparison.Ordinal) && LongestWord(text) <= LongestCounted;

    /// <summary>Of letters only, of blanks only, or of neither.</summary>
    static int LongestWord(string text)
    {
        var (longest, from) = (0, 0);
        for (var i = 1; i <= text.Length; i++)
        {
            if (i == text.Length || Kind(text[i]) != Kind(text[i - 1]))
            {
                (longest, from) = (Math.Max(longest, i - from), i);
            }
        }

        return longest;

        static int Kind(char letter) => char.IsLetter(letter) ? 1 : char.IsWhiteSpace(letter) ? 2 : 3;
    }

    static long Bytes(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);

    static string? Json(object? value) =>
        value is null ? null : JsonSerializer.Serialize(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(object)));
}
