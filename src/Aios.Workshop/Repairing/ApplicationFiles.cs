using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Aios.Workshop.Contracts;

namespace Aios.Workshop.Repairing;

/// <summary>Finds the files of an application in what programs say of them.</summary>
/// <param name="textOf">What a file says now; null where it is not there.</param>
sealed partial class ApplicationFiles(Contract contract, Func<string, string?> textOf)
{
    const string Tester = "qa";

    readonly FrozenDictionary<string, PlannedFile> _byPath = contract.Files.ToFrozenDictionary(file => file.Path);
    readonly FrozenDictionary<string, PlannedFile?> _byEnd = contract.Files
        .Where(file => file.Path.Count(c => c == '/') > 1)
        .GroupBy(file => file.Path[(file.Path.IndexOf('/', StringComparison.Ordinal) + 1)..])
        .ToFrozenDictionary(group => group.Key, group => group.Count() == 1 ? group.First() : null);

    public IReadOnlyList<PlannedFile> All => contract.Files;

    public static bool IsTest(PlannedFile file) => file.Owner == Tester;

    public string TextOf(PlannedFile file) => textOf(file.Path) ?? "";

    /// <param name="folder">Where the program ran, within the application.</param>
    /// <returns>In the order in which they are named.</returns>
    public IReadOnlyList<PlannedFile> NamedIn(string text, string folder) =>
        [.. Words.Matches(text).Select(match => Find(match.Value, folder)).OfType<PlannedFile>().Distinct()];

    /// <param name="from">The file that imports it.</param>
    /// <param name="specifier">As <c>../src/App</c>.</param>
    public PlannedFile? Imported(PlannedFile from, string specifier)
    {
        var path = Joined(from.Path[..(from.Path.LastIndexOf('/') + 1)] + specifier);
        return contract.Files.FirstOrDefault(file => file.Path == path || file.Path.StartsWith(path + ".", StringComparison.Ordinal) || file.Path.StartsWith(path + "/index.", StringComparison.Ordinal));
    }

    PlannedFile? Find(string word, string folder)
    {
        var path = Joined(word.TrimEnd('.'));
        return _byPath.GetValueOrDefault(folder.Length > 0 ? $"{folder}/{path}" : path)
            ?? _byPath.GetValueOrDefault(path)
            ?? contract.Files.FirstOrDefault(file => path.EndsWith("/" + file.Path, StringComparison.Ordinal))
            ?? _byEnd.GetValueOrDefault(path);
    }

    static string Joined(string path)
    {
        List<string> segments = [];
        foreach (var segment in path.Split('/').Where(segment => segment is not ("." or "")))
        {
            if (segment == ".." && segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else
            {
                segments.Add(segment);
            }
        }

        return (path.StartsWith('/') ? "/" : "") + string.Join('/', segments);
    }

    [GeneratedRegex("""[^\s"'`()\[\]{}<>,:;=|*?!]+""")]
    static partial Regex Words { get; }
}
