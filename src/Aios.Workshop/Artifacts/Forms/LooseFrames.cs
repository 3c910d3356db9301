using System.Text;

namespace Aios.Workshop.Artifacts.Forms;

/// <summary>Frame lines that were indented, quoted or set in code, together with their files or alone.</summary>
/// <remarks>Taken only where everything fits then, the manifest included: a line of content that looks like that does not.</remarks>
static class LooseFrames
{
    static readonly char[] _decoration = [' ', '\t', '`', '*'];

    /// <returns>Null where the lines are no better than they were.</returns>
    public static Answer? Read(string nonce, string text)
    {
        var straight = new StringBuilder(text.Length);
        Dictionary<string, string> indents = [];
        var isLoose = false;
        foreach (var line in TextLine.All(text))
        {
            var bare = line.Text.Trim(_decoration);
            if (FrameLine.Read(bare, nonce) is (var word, var path))
            {
                isLoose |= bare != line.Text.TrimEnd();
                indents[word == "file" ? path : ""] = line.Text[..(line.Text.Length - line.Text.TrimStart(' ', '\t').Length)];
                straight.Append(bare).Append(line.IsEnded ? "\n" : "");
            }
            else
            {
                straight.Append(text, line.Start, line.Next - line.Start);
            }
        }

        return isLoose && FramedReader.Read(nonce, straight.ToString()) is { Problems: [] } answer
            ? answer with
            {
                Files = [.. answer.Files.Select(file => file with { Text = Dedented(file.Text, indents[file.Path.Text]) })],
                Form = AnswerForms.LooselyFramed,
            }
            : null;
    }

    /// <summary>A file of which every line is indented as its frame is was moved with it.</summary>
    static string Dedented(string text, string indent)
    {
        var lines = TextLine.All(text);
        return indent.Length == 0 || lines.Exists(line => line.Text.Trim().Length > 0 && !line.Text.StartsWith(indent, StringComparison.Ordinal))
            ? text
            : string.Concat(lines.Select(line => text[(line.Start + Math.Min(indent.Length, line.Text.Length))..line.Next]));
    }
}
