namespace Aios.Workshop.Offline;

/// <summary>Breaks the lines of Python that are too long, at their brackets, as the formatter Black does.</summary>
static class PythonLines
{
    const int Width = 88;

    public static string Fit(string text) => string.Join('\n', text.Split('\n').SelectMany(Broken));

    static IEnumerable<string> Broken(string line)
    {
        if (line.Length <= Width)
            return [line];
        if (line.StartsWith("from ", StringComparison.Ordinal) && !line.Contains('('))
            line = line.Replace(" import ", " import (", StringComparison.Ordinal) + ")";
        if (Brackets(line) is not var (opening, closing))
            return [line];

        var indent = line[..^line.TrimStart().Length];
        var inner = indent + "    ";
        var elements = Elements(line[(opening + 1)..closing]);
        var together = inner + string.Join(", ", elements);
        var isArguments = opening > 0 && (char.IsLetterOrDigit(line[opening - 1]) || line[opening - 1] is '_' or ']' or ')');
        var middle = elements.Count == 1 ? Broken(together)
            : isArguments && together.Length <= Width ? [together]
            : elements.SelectMany(element => Broken($"{inner}{element},"));
        return [line[..(opening + 1)], .. middle, indent + line[closing..]];
    }

    /// <summary>The last pair of brackets that is not inside another one, or, of a function's head, the first.</summary>
    static (int Opening, int Closing)? Brackets(string line)
    {
        var isHead = line.TrimStart().StartsWith("def ", StringComparison.Ordinal);
        (int, int)? last = null;
        var (depth, opened) = (0, 0);
        foreach (var at in Code(line))
        {
            if (line[at] is '(' or '[' or '{' && depth++ == 0)
                opened = at;
            else if (line[at] is ')' or ']' or '}' && --depth == 0 && at > opened + 1 && (last is null || !isHead))
                last = (opened, at);
        }

        return last;
    }

    static List<string> Elements(string list)
    {
        List<string> elements = [];
        var (depth, start) = (0, 0);
        foreach (var at in Code(list))
        {
            if (list[at] is '(' or '[' or '{')
                depth++;
            else if (list[at] is ')' or ']' or '}')
                depth--;
            else if (list[at] == ',' && depth == 0)
            {
                elements.Add(list[start..at].Trim());
                start = at + 1;
            }
        }

        if (list[start..].Trim() is { Length: > 0 } rest)
            elements.Add(rest);
        return elements;
    }

    /// <summary>Where the characters are that stand outside of a string.</summary>
    static IEnumerable<int> Code(string line)
    {
        var quote = '\0';
        for (var at = 0; at < line.Length; at++)
        {
            if (quote == '\0' && line[at] is '"' or '\'')
                quote = line[at];
            else if (quote != '\0' && line[at] == '\\')
                at++;
            else if (line[at] == quote)
                quote = '\0';
            else if (quote == '\0')
                yield return at;
        }
    }
}
