using Microsoft.Extensions.AI;
using static Aios.Server.Dialects.OpenAi.OpenAiErrors;

namespace Aios.Server.Dialects.OpenAi;

/// <summary>Reads images and files, which come as addresses or as data.</summary>
static class OpenAiMedia
{
    static readonly string[] _images = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    public static AIContent Image(string? url, string param) =>
        url is null ? throw Missing(param)
        : url.StartsWith("data:", StringComparison.Ordinal) ? Data(url, param, isImage: true)
        : Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? new UriContent(address, "image/*")
        : throw Refuse($"Invalid '{param}'. Expected a valid URL, but got a value with an invalid format.", param, "invalid_value");

    public static AIContent File(string? data, string? id, string param) =>
        id is not null ? new HostedFileContent(id)
        : data is null ? throw Missing(param)
        : data.StartsWith("data:", StringComparison.Ordinal) ? Data(data, param, isImage: false)
        : throw Refuse($"Invalid file data: '{param}'. Expected a base64-encoded data URL with a valid file MIME type.", param, "invalid_value");

    static DataContent Data(string url, string param, bool isImage)
    {
        var (head, comma, data) = (url.IndexOf(";base64,", StringComparison.Ordinal), url.IndexOf(','), url[(url.IndexOf(',') + 1)..]);
        var media = head < 0 ? "" : url["data:".Length..head];
        return head < 0 || comma < 0 || data.Length == 0 || !RequestReading.IsBase64(data)
            ? throw Refuse($"Invalid base64-encoded data: '{param}'.", param, isImage ? "invalid_base64" : "invalid_value")
            : isImage && !_images.Contains(media)
                ? throw Refuse($"You uploaded an unsupported image. Please make sure your image has of one the following formats: ['png', 'jpeg', 'gif', 'webp'].", param, "invalid_image_format")
                : new(Convert.FromBase64String(data), media);
    }
}
