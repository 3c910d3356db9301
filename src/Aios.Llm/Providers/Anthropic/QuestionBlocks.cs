using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Anthropic;

/// <summary>What a user, or a tool, says: text, images, documents, results.</summary>
static class QuestionBlocks
{
    const string Pdf = "application/pdf";

    static readonly string[] _images = ["image/jpeg", "image/png", "image/gif", "image/webp"];

    /// <summary>For models to read: without spaces that cost tokens, and with letters as they are.</summary>
    static readonly JsonSerializerOptions _compact = new(AIJsonUtilities.DefaultOptions) { WriteIndented = false, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>Nothing for what says nothing.</returns>
    /// <exception cref="ProviderException">It cannot be said.</exception>
    public static IEnumerable<JsonObject> Of(AIContent content, Model model) => Block(content, model) is { } block ? [CacheMarks.Put(block, content, model)] : [];

    static JsonObject? Block(AIContent content, Model model) => content switch
    {
        TextContent text => string.IsNullOrWhiteSpace(text.Text) ? null : new() { ["type"] = "text", ["text"] = text.Text }, // the API takes no empty ones
        FunctionResultContent result => Result(result, model),
        DataContent data => Data(data, model),
        UriContent link => Link(link, model),
        ErrorContent or UsageContent => null,
        { RawRepresentation: JsonElement { ValueKind: JsonValueKind.Object } raw } => JsonObject.Create(raw), // e.g. search results
        _ => throw Unsayable.Because($"Anthropic cannot be given {Named.Of(content)}. Text, images, PDF and the results of tools are what it takes."),
    };

    static JsonObject Data(DataContent data, Model model)
    {
        JsonObject Source() => new() { ["type"] = "base64", ["media_type"] = data.MediaType, ["data"] = data.Base64Data.ToString() };
        return
            data.HasTopLevelMediaType("image") ? Image(data.MediaType, Source(), model)
            : data.MediaType == Pdf ? Document(Source(), data.Name, model)
            : data.HasTopLevelMediaType("text") ? Titled(new() { ["type"] = "text", ["media_type"] = "text/plain", ["data"] = Encoding.UTF8.GetString(data.Data.Span) }, data.Name)
            : throw Unsayable.Because($"Anthropic cannot read {data.MediaType}. Send text, an image or a PDF.");
    }

    static JsonObject Link(UriContent link, Model model)
    {
        JsonObject Source() => new() { ["type"] = "url", ["url"] = link.Uri.AbsoluteUri };
        return
            link.HasTopLevelMediaType("image") ? Image(link.MediaType, Source(), model)
            : link.MediaType == Pdf ? Document(Source(), null, model)
            : throw Unsayable.Because($"Anthropic cannot fetch {link.MediaType} by its address. Send it as data, or an image or a PDF.");
    }

    static JsonObject Image(string mediaType, JsonObject source, Model model) =>
        model.Capabilities.Images == false ? throw Unsayable.Because($"{model.Id} sees no images. Ask a model that does.")
        : mediaType != "image/*" && !_images.Contains(mediaType) ? throw Unsayable.Because($"Anthropic cannot see {mediaType}. Send JPEG, PNG, GIF or WebP.")
        : new() { ["type"] = "image", ["source"] = source };

    static JsonObject Document(JsonObject source, string? title, Model model) =>
        model.Capabilities.Documents == false ? throw Unsayable.Because($"{model.Id} reads no PDF. Send its text, or ask a model that does.") : Titled(source, title);

    static JsonObject Titled(JsonObject source, string? title)
    {
        JsonObject document = new() { ["type"] = "document", ["source"] = source };
        if (!string.IsNullOrEmpty(title))
        {
            document["title"] = title;
        }

        return document;
    }

    static JsonObject Result(FunctionResultContent result, Model model)
    {
        JsonObject block = new() { ["type"] = "tool_result", ["tool_use_id"] = Named.Call(result.CallId), ["content"] = Content(result, model) };
        if (result.Exception is not null)
        {
            block["is_error"] = true;
        }

        return block;
    }

    static JsonNode Content(FunctionResultContent result, Model model) => result.Result switch
    {
        null => result.Exception?.Message ?? "",
        string text => text,
        AIContent content => Blocks([content], model),
        IEnumerable<AIContent> contents => Blocks(contents, model),
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString() ?? "",
        var other => JsonSerializer.Serialize(other, _compact),
    };

    static JsonArray Blocks(IEnumerable<AIContent> contents, Model model) => [.. contents.SelectMany(content => Of(content, model))];
}
