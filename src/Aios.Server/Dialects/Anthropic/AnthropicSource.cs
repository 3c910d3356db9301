using System.Text.Json;
using Microsoft.Extensions.AI;
using static Aios.Server.Dialects.Anthropic.AnthropicDialect;

namespace Aios.Server.Dialects.Anthropic;

/// <summary>Reads where an image or a document comes from.</summary>
static class AnthropicSource
{
    static readonly string[] _images = ["image/jpeg", "image/png", "image/gif", "image/webp"];

    public static AIContent Read(JsonElement source, string type, string at) => (type, source.Word("type")) switch
    {
        (_, "base64") => Base64(source, type, $"{at}.{type}.source.base64"),
        (_, "url") => new UriContent(Url(source, at), type == "image" ? "image/*" : "application/pdf"),
        (_, "file") => new HostedFileContent(source.Word("file_id") ?? throw Refuse($"{at}.{type}.source.file.file_id: Field required")),
        ("document", "text") => new TextContent(source.Word("data") ?? throw Refuse($"{at}.document.source.text.data: Field required")),
        ("document", "content") => new TextContent(source.Member("content")?.GetRawText() ?? ""),
        var (_, other) => throw Refuse($"{at}.{type}.source: Input tag '{other}' found using 'type' does not match any of the expected tags: 'base64', 'url', 'file'"),
    };

    static DataContent Base64(JsonElement source, string type, string at)
    {
        var media = source.Word("media_type") ?? throw Refuse($"{at}.media_type: Field required");
        var data = source.Word("data") ?? throw Refuse($"{at}.data: Field required");
        return type == "image" && !_images.Contains(media) ? throw Refuse($"{at}.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'")
            : type == "document" && media != "application/pdf" ? throw Refuse($"{at}.media_type: Input should be 'application/pdf'")
            : data.Length == 0 || !RequestReading.IsBase64(data) ? throw Refuse($"{at}.data: Invalid base64 data")
            : new(Convert.FromBase64String(data), media);
    }

    static string Url(JsonElement source, string at) =>
        Uri.TryCreate(source.Word("url"), UriKind.Absolute, out var url) && url.Scheme is "https" or "http" ? url.AbsoluteUri
        : throw Refuse($"{at}.source.url.url: Only HTTPS URLs are supported.");
}
