using System.Text;
using System.Text.Json;
using Aios.Workshop.Artifacts.Edits;
using Aios.Workshop.Artifacts.Forms;

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
    readonly List<FileEdit> _edits = [];
    readonly List<string> _problems = [];
    readonly List<string> _faults = [];
    readonly HashSet<string> _twins = [];
    Opened? _open;
    CutFile? _cut;
    string? _cannot;
    string[]? _manifest;
    bool _unfenced;
    long _read;

    /// <summary>Reads an answer that is there already.</summary>
    public static Answer Read(string nonce, string text)
    {
        FramedReader reader = new(nonce);
        reader.Feed(text);
        return reader.Finish();
    }

    /// <summary>The path of the file that is arriving, as the answer wrote it.</summary>
    public string? Writing => _open?.Path;

    /// <summary>Nothing that comes now is read any more.</summary>
    public bool IsTooLong => _read > MaxCharacters;

    /// <summary>A line with the right nonce was there.</summary>
    internal bool HasFrames { get; private set; }

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

        CloseCutFile(atTheEnd: true);
        if (IsTooLong)
        {
            Fault($"The answer is longer than {MaxCharacters} characters.");
        }

        if (_cannot is null)
        {
            CompareWithManifest();
        }

        return new()
        {
            Files = _files,
            Edits = _edits,
            Problems = _problems,
            Faults = _faults,
            Cannot = _cannot,
            Cut = _cut,
            Form = _unfenced ? AnswerForms.LooselyFramed : AnswerForms.Framed,
        };
    }

    void Take(string line, string ending)
    {
        var frame = FrameLine.Read(line, nonce);
        HasFrames |= frame is not null;
        switch (frame)
        {
            case ("file" or "edit", var path):
                CloseCutFile(atTheEnd: false);
                _open = new(path, IsEdit: frame is ("edit", _), IsNamed: ending.Length > 0);
                break;
            case ("end", _) when _open is not null:
                Keep(_open, _content.ToString());
                Close();
                break;
            case ("more", _) when _open is { IsEdit: false }:
                _problems.Add($"The file '{_open.Path}' goes on: it was closed by a more line.");
                _cut = Arrived() is { } part ? part with { IsPaused = true } : null;
                Close();
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
                Fault($"A line '=== {word}' stands where none may.");
                break;
        }
    }

    void Keep(Opened open, string content)
    {
        try
        {
            var path = new ArtifactPath(open.Path);
            if (!_twins.Add(path.Twin))
            {
                Fault($"The answer has '{path}' twice, or once more in another case.");
            }
            else if (open.IsEdit)
            {
                KeepEdit(path, content);
            }
            else
            {
                var text = Fence.Without(path, content);
                _unfenced |= text.Length < content.Length;
                _files.Add(new(path, text));
            }
        }
        catch (ArtifactPathException refused)
        {
            Fault(refused.Message);
        }
    }

    void KeepEdit(ArtifactPath path, string content)
    {
        var (blocks, problem) = EditBlocks.Read(content);
        if (problem is null)
        {
            _edits.Add(new(path, blocks));
        }
        else
        {
            Fault($"The edit of '{path}' cannot be read: {problem}");
        }
    }

    void CloseCutFile(bool atTheEnd)
    {
        if (_open is not null)
        {
            _problems.Add($"The file '{_open.Path}' was cut: its end line is missing.");
            _cut = atTheEnd ? Arrived() : _cut;
            Close();
        }
    }

    /// <summary>Null where nothing can be added to it: its path is refused or was cut too, or it is an edit.</summary>
    CutFile? Arrived()
    {
        try
        {
            return _open is { IsEdit: false, IsNamed: true } ? new(new(_open.Path), _content.ToString()) : null;
        }
        catch (ArtifactPathException)
        {
            return null; // the file is missing all the same, and whoever asked says so
        }
    }

    void Close()
    {
        _content.Clear();
        _open = null;
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

        string[] arrived = [.. _files.Select(file => file.Path.Text), .. _edits.Select(edit => edit.Path.Text)];
        _problems.AddRange(_manifest.Except(arrived).Select(path => $"The manifest names '{path}', which did not arrive."));
        foreach (var path in arrived.Except(_manifest))
        {
            Fault($"The file '{path}' is not in the manifest.");
        }
    }

    void Fault(string problem)
    {
        _problems.Add(problem);
        _faults.Add(problem);
    }

    /// <param name="IsNamed">Its line came to an end, so that the path is the one that was meant.</param>
    sealed record Opened(string Path, bool IsEdit, bool IsNamed);
}
