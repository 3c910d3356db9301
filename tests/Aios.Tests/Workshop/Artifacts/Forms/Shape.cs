using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aios.Testing;

namespace Aios.Tests.Workshop.Artifacts.Forms;

/// <summary>A shape in which a model may put its files, written apart from the code that reads it.</summary>
/// <param name="Name">What the reader calls it.</param>
/// <param name="Write">Pieces of the answer; behind each that is not null a file is whole, in their order.</param>
sealed record Shape(string Name, string Label, Func<IReadOnlyList<(string Path, string Text)>, IEnumerable<(string Piece, bool IsFileWhole)>> Write)
{
    public const string Nonce = "5f0e12ab";

    public static IReadOnlyList<Shape> All { get; } =
    [
        new("framed", "frames", files => files.Select(file => (Framed.File(Nonce, file.Path, file.Text).TrimEnd('\n'), true)).SelectMany(piece => Then(piece, "\n")).Append((Framed.Manifest(Nonce, files.Select(file => file.Path)), false))),
        new("fences", "fences with the path behind the language", files => Fenced(files, (path, mark) => $"Here it is.\n\n{mark}ts {path}\n")),
        new("fences", "fences with a title", files => Fenced(files, (path, mark) => $"{mark}python title=\"{path}\"\n")),
        new("fences", "fences with the path behind a colon", files => Fenced(files, (path, mark) => $"{mark}tsx:{path}\n")),
        new("fences", "fences under a heading", files => Fenced(files, (path, mark) => $"### {path}\n\n{mark}\n")),
        new("fences", "fences under a bold path", files => Fenced(files, (path, mark) => $"Then:\n\n**`{path}`**\n{mark}css\n")),
        new("fences", "fences under a label", files => Fenced(files, (path, mark) => $"File: `{path}`\n{mark}\n")),
        new("fences", "fences with // path", files => Fenced(files, (path, mark) => $"{mark}ts\n// {path}\n")),
        new("fences", "fences with # path", files => Fenced(files, (path, mark) => $"{mark}py\n# {path}\n")),
        new("fences", "fences with <!-- path -->", files => Fenced(files, (path, mark) => $"{mark}html\n<!-- {path} -->\n")),
        new("tags", "<file>", files => Tagged(files, path => $"<file path=\"{path}\">", "</file>")),
        new("tags", "<boltAction>", files => Tagged(files, path => $"<boltArtifact id=\"a\" title=\"b\">\n  <boltAction type=\"file\" filePath=\"{path}\">", "  </boltAction>")),
        new("tags", "<dyad-write>", files => Tagged(files, path => $"<dyad-write path='{path}' description=\"It's new: a -> b\">", "</dyad-write>")),
        new("tags", "CDATA", files => files.SelectMany(file => Then(($"<file path=\"{file.Path}\"><![CDATA[\n{file.Text.Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal)}]]></file>", true), "\n"))),
        new("patch", "apply_patch", Patched),
        new("tool-call", "a list of calls", files => Listed(files, file => new { path = file.Path, content = file.Text })),
        new("tool-call", "calls with arguments", files => Listed(files, file => new { type = "function", function = new { name = "write_file", arguments = JsonSerializer.Serialize(new { file_path = file.Path, content = file.Text }) } })),
        new("tool-call", "a map", files => Mapped(files)),
    ];

    /// <summary>The answer, and for each file where it is whole.</summary>
    public (string Text, IReadOnlyList<int> Ends) Of(IReadOnlyList<(string Path, string Text)> files)
    {
        var text = new StringBuilder();
        List<int> ends = [];
        foreach (var (piece, isWhole) in Write(files))
        {
            text.Append(piece);
            if (isWhole)
            {
                ends.Add(text.Length);
            }
        }

        return (text.ToString(), ends);
    }

    public override string ToString() => Label;

    static IEnumerable<(string, bool)> Then((string, bool) piece, string next) => [piece, (next, false)];

    /// <summary>As a careful model does it: with marks longer than any in the file, and than three where files hold fences.</summary>
    static IEnumerable<(string, bool)> Fenced(IReadOnlyList<(string Path, string Text)> files, Func<string, string, string> open)
    {
        foreach (var (path, text) in files)
        {
            var longest = Regex.Matches(text, "`+").Select(match => match.Length).DefaultIfEmpty().Max();
            var mark = new string('`', Math.Max(longest + 1, path.EndsWith(".md", StringComparison.Ordinal) ? 4 : 3));
            yield return (open(path, mark) + text + mark, true);
            yield return ("\n\n", false);
        }
    }

    static IEnumerable<(string, bool)> Tagged(IReadOnlyList<(string Path, string Text)> files, Func<string, string> open, string close) =>
        files.SelectMany(file => Then((open(file.Path) + "\n" + file.Text + close, true), "\n"));

    static IEnumerable<(string, bool)> Patched(IReadOnlyList<(string Path, string Text)> files)
    {
        yield return ("*** Begin Patch\n", false);
        for (var at = 0; at < files.Count; at++)
        {
            yield return ($"*** Add File: {files[at].Path}\n", at > 0);
            yield return (string.Concat(files[at].Text[..^1].Split('\n').Select(line => $"+{line}\n")), false);
        }

        yield return ("*** End Patch", true);
    }

    static IEnumerable<(string, bool)> Listed(IReadOnlyList<(string Path, string Text)> files, Func<(string Path, string Text), object> call)
    {
        yield return ("I call the tool:\n```json\n[\n", false);
        for (var at = 0; at < files.Count; at++)
        {
            yield return ((at > 0 ? ", " : "") + JsonSerializer.Serialize(call(files[at])), true);
        }

        yield return ("]\n```\n", false);
    }

    static IEnumerable<(string, bool)> Mapped(IReadOnlyList<(string Path, string Text)> files)
    {
        yield return ("{\"files\": {", false);
        for (var at = 0; at < files.Count; at++)
        {
            yield return ((at > 0 ? ", " : "") + JsonSerializer.Serialize(files[at].Path) + ": " + JsonSerializer.Serialize(files[at].Text), true);
        }

        yield return ("}}\n", false);
    }
}
