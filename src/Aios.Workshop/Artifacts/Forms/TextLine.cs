namespace Aios.Workshop.Artifacts.Forms;

/// <summary>A line of a text that is there already.</summary>
/// <param name="Text">Without its end.</param>
/// <param name="Ending">Empty only for a last line of which more might have come.</param>
/// <param name="Start">Where in the text it begins.</param>
readonly record struct TextLine(string Text, string Ending, int Start)
{
    /// <summary>Where the next one begins.</summary>
    public int Next => Start + Text.Length + Ending.Length;

    public bool IsEnded => Ending.Length > 0;

    public static List<TextLine> All(string text)
    {
        List<TextLine> lines = [];
        for (var start = 0; start < text.Length; start = lines[^1].Next)
        {
            var end = text.IndexOf('\n', start);
            var ending = end < 0 ? "" : end > start && text[end - 1] == '\r' ? "\r\n" : "\n";
            lines.Add(new(text[start..(end < 0 ? text.Length : end + 1 - ending.Length)], ending, start));
        }

        return lines;
    }
}
