using System.Buffers;
using System.Text;

namespace Aios.Cli.Configuration;

/// <summary>Reads the lines <c>NAME=value</c> of a file <c>.env</c>. Nothing in it is ever run or put in place of anything else.</summary>
static class EnvFile
{
    public const string Name = ".env";

    const int MostBytes = 1 << 20;

    static readonly SearchValues<char> _nameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <returns>The variables that are set to something; of a name that stands there twice, the last.</returns>
    public static IReadOnlyDictionary<string, string> Read(string folder, ICollection<string> mistakes)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: var length })
            {
                if (length <= MostBytes)
                {
                    return Parse(File.ReadAllText(path));
                }

                mistakes.Add($"{path} is larger than {MostBytes >> 20} MB, which no file of variables is.");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            mistakes.Add($"{path} cannot be read: {exception.Message}");
        }

        return new Dictionary<string, string>();
    }

    public static IReadOnlyDictionary<string, string> Parse(string text)
    {
        Dictionary<string, string> variables = [];
        foreach (var line in text.Split('\n'))
        {
            var statement = line.Trim();
            if (statement.StartsWith("export ", StringComparison.Ordinal))
            {
                statement = statement["export ".Length..].TrimStart();
            }

            var equals = statement.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && IsName(statement.AsSpan(0, equals).Trim()) && Value(statement[(equals + 1)..].Trim()) is { Length: > 0 } value)
            {
                variables[statement[..equals].Trim()] = value;
            }
        }

        return variables;
    }

    static bool IsName(ReadOnlySpan<char> name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && !name.ContainsAnyExcept(_nameCharacters);

    static string Value(string text) => text switch
    {
        ['\'', ..] => text.IndexOf('\'', 1) is > 0 and var end ? text[1..end] : text[1..],
        ['"', ..] => Quoted(text),
        ['#', ..] => "",
        _ => (text.IndexOf(" #", StringComparison.Ordinal) is >= 0 and var comment ? text[..comment] : text).TrimEnd(),
    };

    /// <summary>Between double quotes a backslash makes line ends and tabs, and takes the next character as it is.</summary>
    static string Quoted(string text)
    {
        StringBuilder value = new();
        for (var at = 1; at < text.Length && text[at] != '"'; at++)
        {
            value.Append(text[at] is '\\' && at + 1 < text.Length
                ? text[++at] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', var other => other }
                : text[at]);
        }

        return value.ToString();
    }
}
