using System.Text.RegularExpressions;
using Aios.Workshop.Contracts;

namespace Aios.Workshop.Repairing;

/// <summary>Ranks files by how much they have in common with what was found: by rare words that both have, those of its path and purpose once more.</summary>
/// <remarks>
/// Okapi BM25 without counting how often: for each common word ln(1 + files / files that have it), over a half and half of the file's length in words by
/// the average's; twice that for the files of an entity that is spoken of.
/// </remarks>
static partial class Likeness
{
    const int Shortest = 3;

    /// <param name="found">The evidence.</param>
    public static IReadOnlyList<PlannedFile> Rank(string found, IReadOnlyList<PlannedFile> files, Func<PlannedFile, string> textOf)
    {
        var wanted = WordsOf(string.Join('\n', found.Split('\n').Where(line => !Chatter.IsMatch(line))));
        var words = files.Select(file => (File: file, Says: WordsOf(textOf(file)), Is: WordsOf($"{file.Path} {file.Purpose} {string.Join(' ', file.Exports)}"))).ToList();
        var rarity = wanted.ToDictionary(word => word, word => Math.Log(1 + (files.Count / (1.0 + words.Count(each => each.Says.Contains(word) || each.Is.Contains(word))))));
        var average = words.Select(each => each.Says.Count).DefaultIfEmpty(1).Average();
        return [.. words.OrderByDescending(Score).ThenBy(each => each.File.Path, StringComparer.Ordinal).Select(each => each.File)];

        bool IsSpokenOf(PlannedFile file) => file.Entity is { } entity && wanted.Contains(entity);

        double Score((PlannedFile File, HashSet<string> Says, HashSet<string> Is) each) =>
            (IsSpokenOf(each.File) ? 2 : 1) * wanted.Sum(word => rarity[word] * ((each.Says.Contains(word) ? 1 : 0) + (each.Is.Contains(word) ? 1 : 0))) / (0.5 + (0.5 * each.Says.Count / Math.Max(1, average)));
    }

    /// <summary>Whole and taken apart: <c>create_todo</c>, <c>create</c>, <c>todo</c>.</summary>
    static HashSet<string> WordsOf(string text) =>
        [.. Identifiers.Matches(text).SelectMany(match => Pieces.Matches(match.Value).Select(piece => piece.Value).Append(match.Value)).Select(Plain).Where(word => word.Length >= Shortest)];

    static string Plain(string word)
    {
        var low = word.ToLowerInvariant();
        return low.Length > Shortest && low.EndsWith('s') && !low.EndsWith("ss", StringComparison.Ordinal) ? low[..^1] : low;
    }

    /// <summary>What a server says when all is well, and the tests that pass.</summary>
    [GeneratedRegex(@"^\s*(?:INFO\b|✓|the application's last words)")]
    static partial Regex Chatter { get; }

    [GeneratedRegex(@"[A-Za-z_][A-Za-z_0-9]*")]
    static partial Regex Identifiers { get; }

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])")]
    static partial Regex Pieces { get; }
}
