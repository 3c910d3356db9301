using System.Text;
using System.Text.Json;
using Aios.Cli.Commands;
using Microsoft.Extensions.AI;

namespace Aios.Cli.Asking;

/// <summary>Makes a question from options, files and standard input.</summary>
/// <param name="input">Null where there is none but a terminal.</param>
sealed class QuestionReader(QuestionOptions options, Stream? input)
{
    const int MostText = 16 << 20;
    const int MostMedia = 32 << 20;
    const string StandardInput = "-";

    readonly List<string> _mistakes = [];

    /// <exception cref="UsageException">The message names everything that cannot be read.</exception>
    public async Task<Question> ReadAsync(CancellationToken cancellationToken)
    {
        List<AIContent> parts = [];
        foreach (var file in options.Files)
        {
            if (await TextAsync(file, "--file", cancellationToken) is { } text)
            {
                parts.Add(new TextContent(Named(file, text)));
            }
        }

        parts.AddRange(options.Images.Select(Image).OfType<AIContent>());
        parts.AddRange(options.Documents.Select(Document).OfType<AIContent>());
        if (await PromptAsync(cancellationToken) is { } prompt)
        {
            parts.Add(new TextContent(prompt));
        }

        var tools = options.Tools.SelectMany(Tools).ToList();
        var schema = options.Schema is { } path ? Schema(path) : null;
        if (parts.Count == 0 && _mistakes.Count == 0)
        {
            _mistakes.Add("There is no question: write it behind the command, or send it to standard input.");
        }

        return _mistakes.Count > 0 ? throw new UsageException(_mistakes) : new(
            [.. options.System is { } system ? (ChatMessage[])[new(ChatRole.System, system)] : [], new(ChatRole.User, parts)],
            new()
            {
                MaxOutputTokens = options.MaxTokens,
                Temperature = options.Temperature,
                Reasoning = options.Reasoning is { } effort ? new() { Effort = effort } : null,
                ResponseFormat = schema,
                Tools = tools.Count > 0 ? tools : null,
            });
    }

    /// <summary>Standard input is the question where nothing else is.</summary>
    async Task<string?> PromptAsync(CancellationToken cancellationToken)
    {
        var prompt = options.Prompt ?? (options.Files.Count + options.Images.Count + options.Documents.Count == 0 && input is not null ? StandardInput : null);
        var text = prompt == StandardInput ? await TextAsync(prompt, "prompt", cancellationToken) : prompt;
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    static string Named(string file, string text) =>
        file == StandardInput ? text : $"""
            <file name="{Path.GetFileName(file)}">
            {text.TrimEnd('\n')}
            </file>
            """;

    async Task<string?> TextAsync(string file, string what, CancellationToken cancellationToken)
    {
        if (file == StandardInput && input is null)
        {
            _mistakes.Add($"{what}: there is nothing on standard input.");
            return null;
        }

        return (file == StandardInput ? await BytesAsync(input!, cancellationToken) : Bytes(file, what, MostText)) is not { } bytes ? null // not null: asked above
            : Decode(bytes, file == StandardInput ? "Standard input" : file);
    }

    string? Decode(byte[] bytes, string file)
    {
        try
        {
            return bytes.Contains((byte)0) ? throw new DecoderFallbackException() : new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            _mistakes.Add($"{file} is not text in UTF-8; pictures go with --image, PDFs with --document.");
            return null;
        }
    }

    async Task<byte[]?> BytesAsync(Stream stream, CancellationToken cancellationToken)
    {
        using MemoryStream read = new();
        var buffer = new byte[1 << 16];
        int count;
        do
        {
            count = await stream.ReadAsync(buffer, cancellationToken).AsTask().WaitAsync(cancellationToken); // a terminal or pipe may never say a word
            read.Write(buffer, 0, count);
        }
        while (count > 0 && read.Length <= MostText);

        if (read.Length <= MostText)
        {
            return read.ToArray();
        }

        _mistakes.Add($"Standard input is larger than {MostText >> 20} MB.");
        return null;
    }

    byte[]? Bytes(string file, string what, int most)
    {
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: var length } && length <= most)
            {
                return File.ReadAllBytes(file);
            }

            _mistakes.Add(File.Exists(file) ? $"{what}: {file} is larger than {most >> 20} MB." : $"{what}: there is no file {file}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            _mistakes.Add($"{what}: {file} cannot be read: {exception.Message}");
        }

        return null;
    }

    AIContent? Image(string image)
    {
        if (Uri.TryCreate(image, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return new UriContent(address, MediaTypeOf(address.AbsolutePath) ?? "image/*");
        }

        if (Bytes(image, "--image", MostMedia) is not { } bytes)
        {
            return null;
        }

        if (MediaTypeOf(bytes) is not { } type)
        {
            _mistakes.Add($"--image: {image} is no PNG, JPEG, GIF or WebP.");
            return null;
        }

        return new DataContent(bytes, type) { Name = Path.GetFileName(image) };
    }

    DataContent? Document(string file)
    {
        if (Bytes(file, "--document", MostMedia) is not { } bytes)
        {
            return null;
        }

        if (!bytes.AsSpan().StartsWith("%PDF-"u8))
        {
            _mistakes.Add($"--document: {file} is no PDF; texts go with --file.");
            return null;
        }

        return new(bytes, "application/pdf") { Name = Path.GetFileName(file) };
    }

    /// <summary>By what it is, whatever it is called.</summary>
    static string? MediaTypeOf(ReadOnlySpan<byte> bytes) =>
        bytes is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] ? "image/png"
        : bytes is [0xFF, 0xD8, 0xFF, ..] ? "image/jpeg"
        : bytes.StartsWith("GIF8"u8) ? "image/gif"
        : bytes.StartsWith("RIFF"u8) && bytes.Length > 12 && bytes[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;

    static string? MediaTypeOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        _ => null,
    };

    IEnumerable<AITool> Tools(string file) => Json(file, "--tool") is { } json ? ToolFile.Read(json, file, _mistakes) : [];

    ChatResponseFormatJson? Schema(string file)
    {
        if (Json(file, "--schema") is not { } schema)
        {
            return null;
        }

        if (schema.ValueKind != JsonValueKind.Object)
        {
            _mistakes.Add($"--schema: {file} holds no JSON schema, which is an object.");
            return null;
        }

        var name = new string([.. Path.GetFileNameWithoutExtension(file).Where(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-')]);
        return ChatResponseFormat.ForJsonSchema(schema, name.Length == 0 ? "answer" : name);
    }

    JsonElement? Json(string file, string what)
    {
        try
        {
            return Bytes(file, what, MostText) is { } bytes ? JsonElement.Parse(bytes) : null;
        }
        catch (JsonException exception)
        {
            _mistakes.Add($"{what}: {file} is not JSON (line {exception.LineNumber + 1}).");
            return null;
        }
    }
}
