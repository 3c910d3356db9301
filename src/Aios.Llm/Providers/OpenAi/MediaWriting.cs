using Aios.Llm.Models;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi;

/// <summary>What is sent beside text, and whether the model takes it.</summary>
static class MediaWriting
{
    public static void RequireImages(Model model)
    {
        if (model.Capabilities.Images == false)
        {
            throw RequestDraft.Refusal($"{model.Id} sees no images. Take a model that does, or describe the image.");
        }
    }

    public static void RequireDocuments(Model model)
    {
        if (model.Capabilities.Documents == false)
        {
            throw RequestDraft.Refusal($"{model.Id} reads no documents. Take a model that does, or send their text.");
        }
    }

    /// <summary>A file needs a name; an unnamed one is named after its kind.</summary>
    public static string NameOf(DataContent data) => data.Name ?? data.MediaType switch
    {
        "application/pdf" => "document.pdf",
        "text/markdown" => "document.md",
        "text/csv" => "document.csv",
        "application/json" => "document.json",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "document.docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "document.xlsx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation" => "document.pptx",
        _ when data.HasTopLevelMediaType("text") => "document.txt",
        _ when data.HasTopLevelMediaType("video") => $"video.{SubtypeOf(data)}",
        _ => "document.bin",
    };

    /// <summary>As the API spells it: after the ending of such a file.</summary>
    public static string AudioFormatOf(DataContent data) => SubtypeOf(data) switch
    {
        "mpeg" => "mp3",
        "wave" or "vnd.wave" => "wav",
        "mp4" => "m4a",
        var other => other,
    };

    static string SubtypeOf(DataContent data)
    {
        var subtype = data.MediaType.Split('/', ';')[1].Trim().ToLowerInvariant(); // a media type has two parts
        return subtype.StartsWith("x-", StringComparison.Ordinal) ? subtype[2..] : subtype;
    }

    /// <summary>How closely an image is looked at: auto, low or high; null where nobody said.</summary>
    public static string? DetailOf(AIContent image) => image.AdditionalProperties?.TryGetValue("detail", out var detail) == true ? detail as string : null;
}
