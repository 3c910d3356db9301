using Microsoft.Extensions.FileSystemGlobbing;

namespace Aios.Workshop.Artifacts.Applying;

/// <summary>The part of an application that somebody wants: files, folders with all that is in them, and patterns.</summary>
public sealed class PathChoice
{
    readonly IReadOnlyList<(string Pattern, Matcher Matcher)> _wanted;

    /// <param name="patterns">None means everything.</param>
    public PathChoice(IEnumerable<string> patterns) => _wanted = [.. patterns.Select(pattern => (pattern, MatcherOf(pattern)))];

    public static PathChoice Everything { get; } = new([]);

    public bool Includes(ArtifactPath path) => _wanted.Count == 0 || _wanted.Any(each => each.Matcher.Match(path.Text).HasMatches);

    /// <summary>Those among the patterns that none of the paths belongs to.</summary>
    public IEnumerable<string> Idle(IReadOnlyCollection<ArtifactPath> paths) =>
        _wanted.Where(each => !paths.Any(path => each.Matcher.Match(path.Text).HasMatches)).Select(each => each.Pattern);

    static Matcher MatcherOf(string pattern)
    {
        var plain = pattern.StartsWith("./", StringComparison.Ordinal) ? pattern[2..] : pattern;
        plain = plain.TrimEnd('/');
        Matcher matcher = new(StringComparison.Ordinal);
        matcher.AddInclude(plain);
        matcher.AddInclude(plain + "/**");
        return matcher;
    }
}
