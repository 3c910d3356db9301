namespace Aios.Cli.Display;

/// <summary>Rows of text, each column as wide as its widest cell.</summary>
static class Columns
{
    public static IEnumerable<string> Of(IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = head.Select((name, column) => rows.Select(row => Cells.Width(row[column])).Append(name.Length).Max()).ToList();
        return rows.Prepend(head).Select(row => string.Join("  ", row.Select((cell, column) => Cells.Pad(cell, widths[column]))).TrimEnd());
    }
}
