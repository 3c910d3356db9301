using System.Text;
using Aios.Workshop.Artifacts.Edits;

namespace Aios.Workshop.Artifacts.Forms;

/// <summary>The envelope of <c>apply_patch</c>: files that are added, and hunks for those that are there.</summary>
/// <remarks>A section is whole when the line of another or <c>*** End Patch</c> follows it.</remarks>
sealed class PatchForm : IAnswerForm
{
    const string Begin = "*** Begin Patch";
    const string End = "*** End Patch";

    public string Name => "patch";

    public Found Read(string text, Wanted wanted)
    {
        var found = new Found();
        Section? open = null;
        var isInside = false;
        foreach (var line in TextLine.All(text))
        {
            if (!isInside)
            {
                isInside = line.Text.TrimEnd() == Begin;
            }
            else if (line.Text.TrimEnd() == End)
            {
                open?.Close(found);
                (open, isInside) = (null, false);
            }
            else if (line.IsEnded && Section.Open(line.Text, wanted) is { } next)
            {
                open?.Close(found);
                open = next;
            }
            else
            {
                open?.Take(line);
            }
        }

        open?.Cut(found);
        return found;
    }

    sealed class Section(string verb, string path, ArtifactPath? wanted)
    {
        readonly StringBuilder _text = new();
        readonly Hunks _hunks = new();
        bool _isBroken;

        public static Section? Open(string line, Wanted wanted)
        {
            var parts = line.Split(": ", 2);
            return parts is ["*** Add File" or "*** Update File" or "*** Delete File" or "*** Move to", var path]
                ? new(parts[0], path.Trim(), wanted.Find(path))
                : null;
        }

        public void Take(TextLine line)
        {
            if (verb == "*** Add File")
            {
                _isBroken |= line is { IsEnded: true, Text: not ['+', ..] };
                _text.Append(line.Text is ['+', .. var rest] ? rest : "").Append(line.Ending);
            }
            else
            {
                _hunks.Take(line.Text);
            }
        }

        public void Close(Found found)
        {
            switch (verb)
            {
                case "*** Delete File" or "*** Move to":
                    found.Faults.Add($"'{path}' cannot be deleted or moved by an answer.");
                    break;
                case "*** Add File" when wanted is not null && _isBroken:
                    found.Faults.Add($"The patch adds '{path}' with lines that do not begin with '+'.");
                    break;
                case "*** Add File" when wanted is not null:
                    found.Add(wanted, _text.ToString());
                    break;
                case "*** Update File" when wanted is not null && _hunks.Blocks() is { Count: > 0 } blocks:
                    found.Add(wanted, blocks);
                    break;
            }
        }

        public void Cut(Found found)
        {
            if (wanted is not null)
            {
                found.AddCut(wanted, verb == "*** Add File" && !_isBroken ? _text.ToString() : "");
            }
        }
    }
}
