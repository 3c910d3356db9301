using System.Text;
using System.Text.Json;

namespace Aios.Workshop.Artifacts.Forms;

/// <summary>JSON that would write files if it were a tool call: <c>{"path": …, "content": …}</c>, lists of that, <c>{"files": {path: content}}</c>,
/// and calls whose arguments are such, as an object or as text.</summary>
/// <remarks>Objects that came to their end are read also where what holds them did not. Nothing is repaired.</remarks>
sealed class ToolCallForm : IAnswerForm
{
    const int MaxStarts = 500;
    const int MaxDepth = 16;

    static readonly string[] _pathNames = ["path", "file_path", "filePath", "filepath", "filename", "file_name", "file", "name"];
    static readonly string[] _contentNames = ["content", "contents", "file_text", "code", "text", "source"];
    static readonly string[] _innerNames = ["arguments", "input", "parameters", "args", "function", "tool_calls", "files", "content"];

    public string Name => "tool-call";

    public Found Read(string text, Wanted wanted)
    {
        var found = new Found();
        var bytes = Encoding.UTF8.GetBytes(text);
        var tried = 0;
        for (var at = Start(bytes, 0); at >= 0 && tried < MaxStarts; tried++)
        {
            at = Start(bytes, at + Math.Max(1, ReadAt(bytes.AsSpan(at), wanted, found)));
        }

        return found;
    }

    /// <summary>The next bracket that begins a line.</summary>
    static int Start(byte[] bytes, int from)
    {
        for (var at = from; at < bytes.Length; at++)
        {
            if (bytes[at] is (byte)'{' or (byte)'[' && BeginsLine(bytes, at))
            {
                return at;
            }
        }

        return -1;
    }

    static bool BeginsLine(byte[] bytes, int at)
    {
        do
        {
            at--;
        }
        while (at >= 0 && bytes[at] is (byte)' ' or (byte)'\t');
        return at < 0 || bytes[at] == (byte)'\n';
    }

    /// <returns>How much of it is JSON of which no more can be read.</returns>
    static int ReadAt(ReadOnlySpan<byte> bytes, Wanted wanted, Found found)
    {
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, new(new() { MaxDepth = 64 }));
        try
        {
            ArtifactPath? named = null;
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.String && named is not null)
                {
                    found.Add(named, reader.GetString() ?? ""); // of {path: content} that did not come to its end
                }

                named = reader.TokenType == JsonTokenType.PropertyName ? wanted.Find(reader.GetString() ?? "") : null;
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    var whole = reader;
                    if (JsonDocument.TryParseValue(ref whole, out var document))
                    {
                        using (document)
                        {
                            Take(document.RootElement, wanted, found, depth: 0);
                        }

                        reader = whole;
                    }
                }

                if (reader.CurrentDepth == 0 && reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    return (int)reader.BytesConsumed;
                }
            }

            return 0;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException) // the latter for escapes that are no text
        {
            return 0; // not JSON from here on, or not at all
        }
    }

    static void Take(JsonElement element, Wanted wanted, Found found, int depth)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array when depth < MaxDepth:
                foreach (var item in element.EnumerateArray())
                {
                    Take(item, wanted, found, depth + 1);
                }

                break;
            case JsonValueKind.Object when Text(element, _pathNames) is { } path && wanted.Find(path) is { } file && Text(element, _contentNames) is { } content:
                found.Add(file, content);
                break;
            case JsonValueKind.Object when depth < MaxDepth:
                TakeMembers(element, wanted, found, depth);
                break;
            case JsonValueKind.String when depth is > 0 and < MaxDepth:
                TakeText(element.GetString() ?? "", wanted, found, depth);
                break;
        }
    }

    static void TakeMembers(JsonElement element, Wanted wanted, Found found, int depth)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.String && wanted.Find(member.Name) is { } file)
            {
                found.Add(file, member.Value.GetString() ?? "");
            }
            else if (_innerNames.Contains(member.Name))
            {
                Take(member.Value, wanted, found, depth + 1);
            }
        }
    }

    /// <summary>Arguments are often JSON as text.</summary>
    static void TakeText(string text, Wanted wanted, Found found, int depth)
    {
        if (text.TrimStart() is not ['{' or '[', ..])
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            Take(document.RootElement, wanted, found, depth + 1);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // any other text
        }
    }

    static string? Text(JsonElement element, string[] names) => names
        .Select(name => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
        .FirstOrDefault(value => value is not null);
}
