using Aios.Workshop.Artifacts;
using Microsoft.Extensions.FileSystemGlobbing;

namespace Aios.Workshop.Specialists;

/// <summary>A role: what it is told, how it is asked, and the paths it may write.</summary>
public sealed record Specialist
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>Its role and working rules, in Markdown.</summary>
    public required string Rules { get; init; }

    /// <summary>The kinds of task that it is given.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>The routing policy that it prefers.</summary>
    public required string Routing { get; init; }

    /// <summary>In tokens; always sent with a request.</summary>
    public required int MaxOutputTokens { get; init; }

    /// <summary>How often a task is asked for before it has failed, at least once.</summary>
    public required int Attempts { get; init; }

    /// <summary>Glob patterns.</summary>
    public required IReadOnlyList<string> Owns { get; init; }

    public bool MayWrite(ArtifactPath path)
    {
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddIncludePatterns(Owns);
        return matcher.Match(path.Text).HasMatches;
    }
}
