using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Anthropic;

/// <summary>Where a text comes from: pages of the web, places in documents.</summary>
static class Citations
{
    public static AIAnnotation Read(JsonElement citation) => new CitationAnnotation
    {
        Title = citation.Text("title") ?? citation.Text("document_title"),
        Snippet = citation.Text("cited_text"),
        Url = Uri.TryCreate(citation.Text("url"), UriKind.Absolute, out var url) ? url : null,
        FileId = citation.Text("file_id"),
        RawRepresentation = citation.Clone(),
    };

    /// <summary>Those that came from this API, as it wants them back.</summary>
    public static IEnumerable<JsonNode?> Write(AIContent content) =>
        from annotation in content.Annotations ?? []
        let raw = annotation.RawRepresentation as JsonElement?
        where raw?.Text("type") is { } type && type.EndsWith("_location", StringComparison.Ordinal)
        select JsonNode.Parse(raw.Value.GetRawText());
}
