using System.Text.Json;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi.Responses;

/// <summary>Items of an answer of the Responses API: what they hold, and which go back as they came.</summary>
static class ResponsesItem
{
    const string Phase = "openai.phase";

    /// <summary>Whether JSON that a content carries is such an item.</summary>
    public static bool IsOne(JsonElement item) =>
        item.Text("type") is { } type && (type is "reasoning" or "compaction" or "mcp_list_tools" or "mcp_approval_request" || IsCall(type) || type.EndsWith("_call_output", StringComparison.Ordinal));

    /// <summary>Whether only whoever thought it can read it.</summary>
    public static bool IsThought(JsonElement item) => item.Text("type") is "reasoning" or "compaction";

    /// <summary>Thoughts that nobody can read go back in no way: they were not asked for encrypted.</summary>
    public static bool CanGoBack(JsonElement item) =>
        item.Text("type") != "reasoning" || item.Text("encrypted_content") is not null || item.Items("content").Any();

    public static string TextOf(JsonElement item) => string.Concat(item.Items("content").Where(part => part.Text("type") is "output_text" or "text").Select(part => part.Text("text")));

    public static string RefusalOf(JsonElement item) => string.Concat(item.Items("content").Select(part => part.Text("refusal")));

    /// <summary>The summary of what was thought, or the thoughts themselves.</summary>
    public static string ThoughtOf(JsonElement item) =>
        string.Concat(item.Items("summary").Concat(item.Items("content")).Select(part => part.Text("text")));

    /// <summary>What an item is, beside text and thoughts: a call of ours, a call that the provider ran, or something to send back.</summary>
    public static AIContent ContentOf(JsonElement item)
    {
        var type = item.Text("type") ?? "";
        AIContent content = type switch
        {
            "function_call" => ToolCalls.Of(CallId(item), item.Text("name") ?? "", item.Text("arguments") ?? item.At("arguments")?.GetRawText() ?? ""),
            "custom_tool_call" => ToolCalls.Of(CallId(item), item.Text("name") ?? "", item.Text("input") ?? ""),
            _ when IsCall(type) => new FunctionCallContent(item.Text("id") ?? CallId(item), type) { InformationalOnly = true },
            _ => new AIContent(),
        };
        content.RawRepresentation = item.Clone();
        return content;
    }

    public static IEnumerable<AIAnnotation> CitationsOf(JsonElement item) =>
        from part in item.Items("content")
        from annotation in part.Items("annotations")
        select new CitationAnnotation
        {
            Title = annotation.Text("title") ?? annotation.Text("filename"),
            Url = Uri.TryCreate(annotation.Text("url"), UriKind.Absolute, out var url) ? url : null,
            FileId = annotation.Text("file_id"),
            AnnotatedRegions = annotation.Count("start_index") is { } start && annotation.Count("end_index") is { } end and <= int.MaxValue && start <= end
                ? [new TextSpanAnnotatedRegion { StartIndex = (int)start, EndIndex = (int)end }]
                : null,
        };

    /// <summary>Whether a text is said on the way or as the answer; newer models want to be told again.</summary>
    public static string? PhaseOf(AIContent content) => content.AdditionalProperties?.TryGetValue(Phase, out var phase) == true ? phase as string : null;

    public static TextContent Said(string text, string? phase) =>
        phase is null ? new(text) : new(text) { AdditionalProperties = new() { [Phase] = phase } };

    static bool IsCall(string type) => type.EndsWith("_call", StringComparison.Ordinal);

    static string CallId(JsonElement item) => item.Text("call_id") ?? item.Text("id") ?? "";
}
