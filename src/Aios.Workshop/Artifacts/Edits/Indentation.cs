namespace Aios.Workshop.Artifacts.Edits;

/// <summary>How far in lines are, against how far in somebody wrote them.</summary>
sealed class Indentation
{
    readonly Dictionary<string, string> _real;

    Indentation(Dictionary<string, string> real) => _real = real;

    /// <returns>Null where lines that were written equally far in are not.</returns>
    public static Indentation? Between(IReadOnlyList<string> written, IReadOnlyList<string> real)
    {
        Dictionary<string, string> indents = [];
        foreach (var (one, other) in written.Zip(real).Where(pair => pair.First.Trim().Length > 0))
        {
            if (!indents.TryAdd(Of(one), Of(other)) && indents[Of(one)] != Of(other))
            {
                return null;
            }
        }

        return new(indents);
    }

    /// <returns>The lines as far in as they belong, or null where that cannot be told.</returns>
    public IReadOnlyList<string>? Of(IReadOnlyList<string> lines)
    {
        List<string> moved = [];
        foreach (var line in lines)
        {
            var indent = Of(line);
            if (line.Trim().Length == 0)
            {
                moved.Add("");
            }
            else if (Real(indent) is { } real)
            {
                moved.Add(real + line[indent.Length..]);
            }
            else
            {
                return null;
            }
        }

        return moved;
    }

    /// <summary>As is known of it, else beyond the nearest that is known, else moved as all that are known were.</summary>
    string? Real(string indent) =>
        _real.TryGetValue(indent, out var real) ? real
        : _real.Keys.Where(known => indent.StartsWith(known, StringComparison.Ordinal)).MaxBy(known => known.Length) is { } nearest ? _real[nearest] + indent[nearest.Length..]
        : _real.All(pair => pair.Value.EndsWith(pair.Key, StringComparison.Ordinal)) && _real.Select(pair => pair.Value[..^pair.Key.Length]).Distinct().ToList() is [var added] ? added + indent
        : null;

    static string Of(string line) => line[..(line.Length - line.TrimStart().Length)];
}
