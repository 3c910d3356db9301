using System.Text;
using System.Text.Json;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi.Chat;

/// <summary>Reads answers of Chat Completions, whoever gives them.</summary>
/// <remarks>Calls, a refusal and the sources are told when they are whole.</remarks>
/// <param name="thinker">Whose thoughts these are.</param>
sealed class ChatReader(string thinker) : IAnswerReader
{
    readonly ChunkedAnswer _answer = new();
    readonly StreamedCalls _calls = new();
    readonly StringBuilder _thoughts = new();
    readonly List<JsonElement> _thoughtDetails = [];
    readonly StringBuilder _refusal = new();
    readonly Dictionary<string, CitationAnnotation> _sources = [];

    public bool HasEnded => _answer.HasEnded;

    public Usage? Usage => _answer.Usage;

    public IEnumerable<ChatResponseUpdate> Read(string eventType, string data)
    {
        if (_answer.Parse(eventType, data) is not { } chunk)
        {
            return [];
        }

        var choice = _answer.Read(chunk);
        ReadSources(chunk);
        // Perplexity sends the whole message so far beside each piece.
        return (choice?.At("delta") ?? choice?.At("message")) is { } piece && Contents(piece) is { Count: > 0 } contents ? [_answer.Update(contents)] : [];
    }

    public IEnumerable<ChatResponseUpdate> ReadWhole(JsonElement answer)
    {
        if (_answer.Read(answer) is not { } choice)
        {
            throw new ProviderException(new(FailureKind.Malformed, "The answer holds no choice.") { Usage = Usage });
        }

        ReadSources(answer);
        // Azure leaves the message out where it has filtered all of it.
        var contents = (choice.At("message") ?? choice.At("delta")) is { } message ? Contents(message) : [];
        return [_answer.Update(contents), .. Close(isWhole: true)];
    }

    public IEnumerable<ChatResponseUpdate> End() => Close(isWhole: false);

    ChatResponseUpdate[] Close(bool isWhole)
    {
        var last = _answer.End(isWhole, _calls.Any);
        List<AIContent> contents = [.. _calls.Complete(_answer.Id)];
        if (_thoughtDetails.Count > 0)
        {
            contents.Insert(0, Thinker.Put(ThoughtsKept.Keep(_thoughtDetails), thinker));
        }
        else if (_thoughts.Length > 0 && contents.Count > 0)
        {
            contents.Insert(0, Thinker.Put(ThoughtsKept.Keep(_thoughts.ToString()), thinker));
        }

        if (_refusal.Length > 0)
        {
            contents.Add(new ErrorContent(_refusal.ToString()) { ErrorCode = "refusal" });
        }

        if (_sources.Count > 0)
        {
            contents.Add(new TextContent("") { Annotations = [.. _sources.Values] });
        }

        return contents.Count > 0 ? [_answer.Update(contents), last] : [last];
    }

    List<AIContent> Contents(JsonElement message)
    {
        List<AIContent> contents = [];
        var content = message.Text("reasoning_content");
        _thoughts.Append(content);
        if ((content ?? message.Text("reasoning")) is { Length: > 0 } thought)
        {
            contents.Add(new TextReasoningContent(thought));
        }

        _thoughtDetails.AddRange(message.Items("reasoning_details"));
        contents.AddRange(Texts(message.At("content")));
        _refusal.Append(message.Text("refusal"));
        foreach (var call in message.Items("tool_calls"))
        {
            _calls.Add(call);
        }

        if (message.At("function_call") is { } older)
        {
            _calls.Add(older);
        }

        foreach (var annotation in message.Items("annotations"))
        {
            AddSource(annotation.Text("url_citation", "url") ?? annotation.Text("url"), annotation.Text("url_citation", "title") ?? annotation.Text("title"));
        }

        return contents;
    }

    /// <summary>Text, or a list of parts as Mistral sends them when it thinks.</summary>
    static IEnumerable<AIContent> Texts(JsonElement? content) => content switch
    {
        { ValueKind: JsonValueKind.String } text when text.Text() is { Length: > 0 } said => [new TextContent(said)],
        { ValueKind: JsonValueKind.Array } parts => parts.EnumerateArray().SelectMany(part => part.Text("type") == "thinking"
            ? part.Items("thinking").Select(each => each.Text("text")).Append(part.Text("thinking")).Where(text => text is { Length: > 0 }).Select(AIContent (text) => new TextReasoningContent(text))
            : part.Text("text") is { Length: > 0 } text ? [new TextContent(text)] : Array.Empty<AIContent>()),
        _ => [],
    };

    /// <summary>Perplexity names what it has read beside the choices, in every chunk.</summary>
    void ReadSources(JsonElement chunk)
    {
        foreach (var result in chunk.Items("search_results"))
        {
            AddSource(result.Text("url"), result.Text("title"));
        }

        foreach (var citation in chunk.Items("citations"))
        {
            AddSource(citation.Text(), null);
        }
    }

    void AddSource(string? url, string? title)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            _sources.TryAdd(address.AbsoluteUri, new() { Url = address, Title = title });
        }
    }
}
