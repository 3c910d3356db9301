using System.Text.RegularExpressions;
using Aios.Workshop.Contracts;

namespace Aios.Workshop.Repairing;

/// <summary>Tells which files a part of a check's evidence is about, the likeliest first.</summary>
/// <remarks>
/// A failed test names itself and what it tests, and what it tests is looked at first: the innermost file of the application that is no test. A test is
/// to blame where the mistake can be nowhere else: it cannot be read, or relies on what nobody has promised.
/// </remarks>
sealed partial class Culprits(ApplicationFiles files)
{
    const int MostCallers = 2;

    /// <param name="folder">Where the check ran.</param>
    /// <returns>Empty where nothing that is named need be wrong.</returns>
    public IReadOnlyList<PlannedFile> Of(string part, string folder)
    {
        var named = files.NamedIn(part, folder);
        List<PlannedFile> code = [.. named.Where(file => !ApplicationFiles.IsTest(file))];
        if (code.Count > 0)
        {
            return Promised(part, code) is { } owed ? [owed, code[0]] : InnermostFirst(part, code);
        }

        return named.Count > 0 && IsTestAlone(part, named) ? Promised(part, named) is { } other ? [other] : [InnermostFirst(part, named)[0]] : [];
    }

    /// <summary>Python names the innermost last, with all that called it; others name it first.</summary>
    static IReadOnlyList<PlannedFile> InnermostFirst(string part, IReadOnlyList<PlannedFile> named)
    {
        if (!named.All(file => file.Path.EndsWith(".py", StringComparison.Ordinal)))
        {
            return [named[0]];
        }

        List<PlannedFile> inner = [.. named.Reverse()];
        var importer = NotExported.Match(part) is { Success: true } match && inner.Count > 1 && !Promises(inner[0], match.Groups["name"].Value) ? 1 : 0;
        return [.. inner.Skip(importer).Concat(inner.Take(importer)).Take(1 + MostCallers)];
    }

    bool IsTestAlone(string part, IReadOnlyList<PlannedFile> tests) =>
        Unreadable.IsMatch(part)
        || (Missing.Match(part) is { Success: true } missing && tests.Any(test => files.TextOf(test).Contains(missing.Groups["name"].Value, StringComparison.Ordinal)));

    /// <summary>What is imported from it is not there, though the contract says so.</summary>
    PlannedFile? Promised(string part, IReadOnlyList<PlannedFile> importers) =>
        NotExported.Match(part) is { Success: true } match
        && importers.Select(importer => files.Imported(importer, match.Groups["from"].Value)).OfType<PlannedFile>().FirstOrDefault() is { } imported
        && Promises(imported, match.Groups["name"].Value) ? imported : null;

    static bool Promises(PlannedFile file, string name) => file.Exports.Any(export => Regex.IsMatch(export, $@"\b{Regex.Escape(name)}\b"));

    [GeneratedRegex(@"\b(?:SyntaxError|IndentationError|TabError)\b|\bPARSE_ERROR\b|Transform failed|\berror TS\d+:")]
    static partial Regex Unreadable { get; }

    [GeneratedRegex("""(?:No module named|name|fixture|resolve import|Could not resolve)\s['"](?<name>[^'"]+)['"]|ReferenceError: (?<name>\w+) is not defined""")]
    static partial Regex Missing { get; }

    [GeneratedRegex("""cannot import name '(?<name>\w+)' from '(?<from>[\w.]+)'|Module '"(?<from>[^"']+)"' (?:has no exported member|declares) '(?<name>\w+)'""")]
    static partial Regex NotExported { get; }
}
