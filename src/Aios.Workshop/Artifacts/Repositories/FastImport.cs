using System.Globalization;
using System.Text;

namespace Aios.Workshop.Artifacts.Repositories;

/// <summary>Writes commits in the language of <c>git fast-import</c>, which makes any number of them in one process.</summary>
sealed class FastImport(Stream stream, string runId, string branch)
{
    const int LongestSubject = 72;

    /// <param name="onTop">Whether the branch has commits already.</param>
    public async Task WriteAsync(IReadOnlyList<TaskCommit> commits, bool onTop, CancellationToken cancellationToken)
    {
        var from = onTop ? $"from {branch}^0\n" : "";
        foreach (var commit in commits)
        {
            await LineAsync(
                $"commit {branch}\nauthor {Author(commit.Specialist)} {Date(commit.At)}\ncommitter Aios <aios@aios.invalid> {Date(commit.At)}\n", cancellationToken);
            await DataAsync(Message(commit), cancellationToken);
            await LineAsync(from, cancellationToken);
            foreach (var path in commit.Removed)
            {
                await LineAsync($"D {path}\n", cancellationToken);
            }

            foreach (var (path, text) in commit.Files)
            {
                await LineAsync($"M 100644 inline {path}\n", cancellationToken); // a path of ours is printable ASCII and begins with no quotation mark
                await DataAsync(text, cancellationToken);
            }

            await LineAsync("\n", cancellationToken);
            from = "";
        }

        await LineAsync("done\n", cancellationToken);
    }

    /// <summary>One line without anything that a terminal would obey, short enough for a list.</summary>
    internal static string Subject(string text)
    {
        var line = Line(text);
        return line.Length == 0 ? "Write files" : line.Length <= LongestSubject ? line : Cut(line).TrimEnd() + "…";
    }

    string Message(TaskCommit commit)
    {
        var model = commit.Model is null ? "" : $"Model: {Line(commit.Model)}\n";
        return $"{Subject(commit.Subject)}\n\nRun: {runId}\nTask: {Line(commit.Task)}\n{model}Content: {commit.Key}\n";
    }

    static string Cut(string line) => line[..(char.IsHighSurrogate(line[LongestSubject - 2]) ? LongestSubject - 2 : LongestSubject - 1)];

    static string Author(string specialist)
    {
        var name = new string([.. specialist.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')]);
        var shown = name.Length <= 3 ? name.ToUpperInvariant() : char.ToUpperInvariant(name[0]) + name[1..];
        return name.Length == 0 ? "Aios <aios@aios.invalid>" : $"{shown} <{name.ToLowerInvariant()}@aios.invalid>";
    }

    static string Date(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, at.ToUnixTimeSeconds())} +0000");

    static string Line(string text) =>
        string.Join(' ', string.Concat(text.EnumerateRunes().Select(rune => IsHarmless(rune) ? rune.ToString() : " ")).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse);

    async Task DataAsync(string text, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        await LineAsync(string.Create(CultureInfo.InvariantCulture, $"data {bytes.Length}\n"), cancellationToken);
        await stream.WriteAsync(bytes, cancellationToken);
        await LineAsync("\n", cancellationToken);
    }

    ValueTask LineAsync(string text, CancellationToken cancellationToken) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
}
