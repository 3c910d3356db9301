using System.Text.RegularExpressions;

namespace Aios.Workshop.Offline.Briefs.Outlines;

/// <summary>Tells a list that is written as lines without bullets from a paragraph that is only wrapped.</summary>
static class LineList
{
    const int Fewest = 3;

    public static Block Of(string paragraph)
    {
        var lines = paragraph.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length >= Fewest && lines.All(line => _line.IsMatch(line)) && !lines.All(line => line.Contains(": ", StringComparison.Ordinal))
            ? new BulletList([.. lines.Select(line => new Bullet(line, []))])
            : new Paragraph(paragraph);
    }

    static readonly Regex _line = new(@"^(?!.*\s(has|have|belongs)\s)\p{Lu}[^.!?]{1,90}[^.!?,;]$");
}
