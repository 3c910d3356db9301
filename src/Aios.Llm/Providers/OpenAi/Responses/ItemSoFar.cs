using System.Text;
using System.Text.Json;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi.Responses;

/// <summary>An item of an answer while it is streamed.</summary>
/// <remarks>What has been streamed stands. Where the finished item says otherwise, a warning carries its text: nothing can be taken back.</remarks>
sealed class ItemSoFar
{
    readonly StringBuilder _text = new();
    readonly StringBuilder _thought = new();

    public string? Id { get; set; }

    public string? Type { get; set; }

    public string? Phase { get; set; }

    /// <summary>The finished item has been read.</summary>
    public bool IsDone { get; private set; }

    public AIContent Say(string piece)
    {
        _text.Append(piece);
        return ResponsesItem.Said(piece, Phase);
    }

    public AIContent Think(string piece)
    {
        _thought.Append(piece);
        return new TextReasoningContent(piece);
    }

    /// <summary>Reads the finished item, perhaps not for the first time.</summary>
    /// <returns>What of it has not been said yet.</returns>
    public IEnumerable<AIContent> Finish(JsonElement item)
    {
        var isNews = !IsDone;
        IsDone = true;
        Phase ??= item.Text("phase");
        return item.Text("type") switch
        {
            "message" => FinishMessage(item, isNews),
            "reasoning" => isNews ? [.. Rest(_thought, ResponsesItem.ThoughtOf(item), AIContent (rest) => new TextReasoningContent(rest)), ResponsesItem.ContentOf(item)] : [],
            _ => isNews ? [ResponsesItem.ContentOf(item)] : [],
        };
    }

    IEnumerable<AIContent> FinishMessage(JsonElement item, bool isNews)
    {
        foreach (var content in Rest(_text, ResponsesItem.TextOf(item), rest => ResponsesItem.Said(rest, Phase)))
        {
            yield return content;
        }

        if (!isNews)
        {
            yield break;
        }

        if (ResponsesItem.CitationsOf(item).ToList() is { Count: > 0 } citations)
        {
            yield return new TextContent("") { Annotations = citations };
        }

        if (ResponsesItem.RefusalOf(item) is { Length: > 0 } refusal)
        {
            yield return new ErrorContent(refusal) { ErrorCode = "refusal" };
        }
    }

    static IEnumerable<AIContent> Rest(StringBuilder said, string whole, Func<string, AIContent> say)
    {
        var before = said.ToString();
        said.Clear().Append(whole);
        if (whole == before)
        {
            return [];
        }

        if (whole.StartsWith(before, StringComparison.Ordinal))
        {
            return [say(whole[before.Length..])];
        }

        var warning = Warnings.Of("text_differs", "The finished text is not the one that was streamed; the details hold it.");
        warning.Details = whole;
        return [warning];
    }
}
