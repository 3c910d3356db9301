using System.Text.RegularExpressions;
using Aios.Workshop.Artifacts.Forms;

namespace Aios.Workshop.Artifacts;

/// <summary>Finds where a file says that something was left out: "rest unchanged".</summary>
/// <remarks>
/// Only lines that hold nothing else are looked at: comments, words in brackets, and three dots where no language has such a line.
/// Python's <c>...</c> is code, and so are dots in front of a name. In Markdown only its own comments count, and none in a fence.
/// A comment is an omission when it is nothing but dots, when dots lead to a word such as "rest" or "unchanged", or when all of it is a phrase
/// such as "rest of the code".
/// </remarks>
public static partial class Omissions
{
    const int MostCharacters = 200;

    /// <returns>A sentence for each.</returns>
    public static IReadOnlyList<string> In(AnsweredFile file)
    {
        var isProse = Fence.IsContentOf(file.Path);
        List<string> found = [];
        Fence? open = null;
        var number = 0;
        foreach (var line in TextLine.All(file.Text).Select(line => line.Text))
        {
            number++;
            if (isProse && Fence.Read(line) is { } fence)
            {
                open = open is null ? fence : fence.Closes(open) ? null : open;
            }
            else if (open is null && line.Length <= MostCharacters && IsOmission(line, file.Path, isProse))
            {
                found.Add($"'{file.Path}' leaves something out in line {number} ('{Shortened(line.Trim())}'): write the file in full.");
            }
        }

        return found;
    }

    static bool IsOmission(string line, ArtifactPath path, bool isProse) => isProse
        ? MarkupComment().Match(line) is { Success: true } comment && Says(comment.Groups["words"].Value)
        : (Comment().Match(line) is { Success: true } any && Says(any.Groups["words"].Value))
            || (Bracketed().IsMatch(line) && Says(line))
            || (BareDots().IsMatch(line) && HasNoDots().IsMatch(path.Text));

    static bool Says(string words) => OnlyDots().IsMatch(words) || (words.Length <= 100 && (Dotted().IsMatch(words) || PhraseWithDots().IsMatch(words) || Phrase().IsMatch(words)));

    static string Shortened(string line) => line.Length <= 80 ? line : line[..80] + "…";

    [GeneratedRegex(@"^\s*(?:(?:\{\s*)?/\*+(?<words>.*?)\*+/(?:\s*\})?|<!--(?<words>.*?)-->|(?://+|#+|--|;+|%+)(?!\[)(?<words>.*))\s*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s*(?:<!--(?<words>.*?)-->|\{\s*/\*+(?<words>.*?)\*+/\s*\})\s*$")]
    private static partial Regex MarkupComment();

    [GeneratedRegex(@"^\s*(?:\[[^\]]*\]|\([^)]*\))\s*$")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^\s*(?:\.{3,}|…)\s*$")]
    private static partial Regex BareDots();

    /// <summary>Not Python, where they are code, YAML, where they end a document, nor what holds words for people.</summary>
    [GeneratedRegex(@"\.([cm]?[jt]s|css|scss|json|sql|cs|java|go|rs|toml|ini)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HasNoDots();

    [GeneratedRegex(@"^\s*(?:\.{3,}|…)\s*$")]
    private static partial Regex OnlyDots();

    /// <summary>Dots, then within few words one that says so.</summary>
    [GeneratedRegex(@"^\s*[\[(]?\s*(?:\.{3,}|…)\s+(?:[\w'&,/`()-]+\s+){0,4}?\(?(?:rest|remaining|remainder|existing|unchanged|same as|previous|omitted|as before|as above)\b[^.;]*(?:\.{3,}|…)?\s*[\])]?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Dotted();

    /// <summary>Words that say so if there are dots before or behind them.</summary>
    [GeneratedRegex("""
        ^\s*(?=(?:\.{3}|…)|.*(?:\.{3}|…)\s*[\])]?\s*$)[\[(]?(?:\.{3,}|…)?\s*(?:
          (?:the\s+)?(?:rest|remainder|others?)(?:\s+of\s+[\w\s]{1,40}?)?
          |(?:all\s+|the\s+|your\s+){0,2}(?:other|remaining|existing|previous|more|further)(?:\s+[\w-]+){1,3}?
          |(?:same|as)\s+(?:as\s+)?(?:before|above|previously)
          |(?:code|content|implementation|logic)
          |omitted
          |etc
        )(?:\s+(?:is|are|remains?|stays?|goes|as|unchanged|same|the|here|before|above))*\s*(?:\.{3,}|…)?\s*[\])]?\s*$
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex PhraseWithDots();

    /// <summary>Words that say so alone.</summary>
    [GeneratedRegex("""
        ^\s*[\[(]?\s*(?:
          (?:the\s+)?(?:rest|remainder)\s+of\s+(?:the|this|your)?\s*(?:existing\s+)?(?:code|file|function|class|component|module|implementation|document|page|template|markup)(?:\s+(?:is|are|remains?|stays?|goes|as|unchanged|same|the|here|before|above|omitted))*
          |(?:the\s+)?(?:rest|remainder)(?:\s+of\s+(?:the|this|your)\s+\w+)?(?:\s+(?:is|are|remains?|stays?|goes))?\s+(?:unchanged|as\s+(?:before|above|is)|the\s+same(?:\s+as\s+(?:before|above))?|same\s+as\s+(?:before|above)|omitted(?:\s+for\s+brevity)?|here)
          |(?:all\s+|the\s+|your\s+){0,2}(?:other|remaining|existing|previous)(?:\s+\w+){1,2}\s+(?:is\s+|are\s+|remains?\s+|stays?\s+|goes?\s+)?(?:unchanged|as\s+before|the\s+same|here|omitted(?:\s+for\s+brevity)?)
          |everything\s+else\s+(?:is\s+|remains\s+|stays\s+)?(?:unchanged|the\s+same|as\s+before)
          |existing\s+code
          |(?:code|content|implementation)\s+(?:is\s+)?(?:unchanged|omitted(?:\s+for\s+brevity)?|goes\s+here)
          |unchanged(?:\s+(?:code|parts?|section|lines|content))?
          |no\s+changes?\s+(?:here|below|from\s+here)
          |(?:\w+\s+){0,3}omitted\s+for\s+brevity
          |(?:add\s+)?your\s+(?:existing\s+)?code\s+(?:goes\s+)?here
        )\s*[.:!]?\s*[\])]?\s*$
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Phrase();
}
