using System.Text;

namespace Aios.Workshop.Briefs;

/// <summary>What the user wants, in Markdown.</summary>
/// <param name="Name">The file's name without its ending, for messages and folders.</param>
public sealed record Brief(string Name, string Text)
{
    const int MaxBytes = 1024 * 1024;

    static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="BriefException">There is no such file, or it holds no brief.</exception>
    public static async Task<Brief> ReadAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw new BriefException($"There is no brief at '{file}'.", "Name a Markdown file, for example: aios build examples/todo.md");
        }

        if (new FileInfo(file).Length > MaxBytes)
        {
            throw TooLarge();
        }

        await using var stream = File.OpenRead(file);
        return await ReadAsync(Path.GetFileNameWithoutExtension(file), stream, cancellationToken);
    }

    /// <exception cref="BriefException">The stream holds no brief.</exception>
    public static async Task<Brief> ReadAsync(string name, Stream stream, CancellationToken cancellationToken)
    {
        var bytes = new byte[MaxBytes + 1];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return length > MaxBytes ? throw TooLarge() : new(name, Decode(bytes.AsSpan(0, length)));
    }

    static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = _utf8.GetString(bytes).TrimStart('\uFEFF');
            return text.Contains('\0') ? throw NotText()
                : string.IsNullOrWhiteSpace(text) ? throw new BriefException("The brief is empty.", BriefException.WhatABriefSays)
                : text;
        }
        catch (DecoderFallbackException)
        {
            throw NotText();
        }
    }

    static BriefException TooLarge() => new("The brief is larger than 1 MB.", "Say what the application keeps and does; a page is usually enough.");

    static BriefException NotText() => new("The brief is not text in UTF-8.", "Save it as a UTF-8 Markdown or text file.");
}

/// <summary>What came in is no brief that an application can be built from.</summary>
public sealed class BriefException(string message, string hint) : Exception(message)
{
    public const string WhatABriefSays =
        "Name the things that the application keeps, with their fields, for example: "
        + "\"A todo has a title (required), a due date, a priority (low, normal, high) and a done flag.\"";

    /// <summary>What would help.</summary>
    public string Hint => hint;
}
