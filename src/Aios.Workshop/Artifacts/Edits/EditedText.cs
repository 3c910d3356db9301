using System.Text;
using Aios.Workshop.Artifacts.Forms;

namespace Aios.Workshop.Artifacts.Edits;

/// <summary>A text with the blocks of an edit applied. Each is looked for in the text as it was, so that their order means nothing.</summary>
static class EditedText
{
    /// <returns>Why it cannot be done; empty where it was.</returns>
    public static IReadOnlyList<string> Of(FileEdit edit, string text, out string edited)
    {
        var lines = TextLine.All(text);
        List<string> problems = [];
        List<Replacement> replacements = [];
        for (var number = 1; number <= edit.Blocks.Count; number++)
        {
            var (found, objection) = Place.Find(lines, edit.Blocks[number - 1]);
            if (found is null)
            {
                problems.Add($"Block {number} of the edit of '{edit.Path}' cannot be applied: {objection}");
            }
            else
            {
                replacements.Add(found);
            }
        }

        replacements.Sort((one, other) => one.Line.CompareTo(other.Line));
        if (replacements.Zip(replacements.Skip(1)).Any(pair => pair.First.Line + pair.First.Count > pair.Second.Line))
        {
            problems.Add($"Blocks of the edit of '{edit.Path}' overlap.");
        }

        edited = problems.Count == 0 ? Applied(text, lines, replacements) : text;
        return problems;
    }

    static string Applied(string text, List<TextLine> lines, List<Replacement> replacements)
    {
        var ending = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var edited = new StringBuilder();
        var at = 0;
        foreach (var its in replacements)
        {
            var last = lines[its.Line + its.Count - 1];
            edited.Append(text, at, lines[its.Line].Start - at);
            edited.AppendJoin(ending, its.With);
            edited.Append(its.With.Count > 0 && last.IsEnded ? ending : "");
            at = last.Next;
        }

        return edited.Append(text, at, text.Length - at).ToString();
    }
}

/// <param name="Line">The first of those that go.</param>
/// <param name="Count">How many go.</param>
sealed record Replacement(int Line, int Count, IReadOnlyList<string> With);
