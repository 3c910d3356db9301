using System.Text;
using System.Text.Json;

namespace Aios.Workshop.Artifacts;

/// <summary>Reads framed text as it streams in.</summary>
/// <remarks>A file exists only when its own end line arrived, an answer is whole only when its manifest names the files that did.
/// The stop reason that a provider reports proves neither.</remarks>
public sealed class FramedReader(string nonce)
{
    const int MaxCharacters = 4 * 1024 * 1024;

    readonly StringBuilder _line = new();
    readonly StringBuilder _content = new();
    readonly List<AnsweredFile> _files = [];
    readonly List<string> _problems = [];
    readonly HashSet<string> _twins = [];
    string? _open;
    string? _cannot;
    string[]? _manifest;
    long _read;

    /// <summary>Reads an answer that is there already.</summary>
    public static Answer Read(string nonce, string text)
    {
        FramedReader reader = new(nonce);
        reader.Feed(text);
        return reader.Finish();
    }

    /// <summary>The path of the file that is arriving, as the answer wrote it.</summary>
    public string? Writing => _open;

    /// <summary>Nothing that comes now is read any more.</summary>
    public bool IsTooLong => _read > MaxCharacters;

    public void Feed(ReadOnlySpan<char> text)
    {
        _read += text.Length;
        if (IsTooLong)
        {
            return; // counted, not kept: Finish says so
        }

        for (var end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n'))
        {
            _line.Append(text[..end]);
            Take(_line.ToString(), "\n");
            _line.Clear();
            text = text[(end + 1)..];
        }

        _line.Append(text);
    }

    public Answer Finish()
    {
        if (_line.Length > 0)
        {
            Take(_line.ToString(), ending: "");
            _line.Clear();
        }

        CloseCutFile();
        if (_read > MaxCharacters)
        {
            _problems.Add($"The answer is longer than {MaxCharacters} characters.");
        }

        if (_cannot is null)
        {
            CompareWithManifest();
        }

        return new() { Files = _files, Problems = _problems, Cannot = _cannot };
    }

    void Take(string line, string ending)
    {
        switch (FrameLine.Read(line, nonce))
        {
            case ("file", var path):
                CloseCutFile();
                _open = path;
                break;
            case ("end", _) when _open is not null:
                Keep(_open, _content.ToString());
                _content.Clear();
                _open = null;
                break;
            case ("manifest", var json) when _open is null:
                ReadManifest(json);
                break;
            case ("cannot", var reason) when _open is null:
                _cannot = reason;
                break;
            case null when _open is not null:
                _content.Append(line).Append(ending);
                break;
            case null:
                break; // words around the files
            case var (word, _):
                _problems.Add($"A line '=== {word}' stands where none may.");
                break;
        }
    }

    void Keep(string text, string content)
    {
        try
        {
            var path = new ArtifactPath(text);
            if (_twins.Add(path.Twin))
            {
                _files.Add(new(path, content));
            }
            else
            {
                _problems.Add($"The answer has '{path}' twice, or once more in another case.");
            }
        }
        catch (ArtifactPathException refused)
        {
            _problems.Add(refused.Message);
        }
    }

    void CloseCutFile()
    {
        if (_open is not null)
        {
            _problems.Add($"The file '{_open}' was cut: its end line is missing.");
            _content.Clear();
            _open = null;
        }
    }

    void ReadManifest(string json)
    {
        try
        {
            _manifest = JsonSerializer.Deserialize(json, ArtifactJson.Default.StringArray);
        }
        catch (JsonException)
        {
            _problems.Add("The manifest line is no JSON array of paths.");
        }
    }

    void CompareWithManifest()
    {
        if (_manifest is null)
        {
            _problems.Add("The manifest line is missing: the answer was cut.");
            return;
        }

        string[] arrived = [.. _files.Select(file => file.Path.Text)];
        _problems.AddRange(_manifest.Except(arrived).Select(path => $"The manifest names '{path}', which did not arrive."));
        _problems.AddRange(arrived.Except(_manifest).Select(path => $"The file '{path}' is not in the manifest."));
    }
}
