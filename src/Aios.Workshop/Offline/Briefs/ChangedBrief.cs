using System.Text.RegularExpressions;
using Aios.Workshop.Contracts;
using Aios.Workshop.Offline.Briefs.Language;

namespace Aios.Workshop.Offline.Briefs;

/// <summary>A brief with what its user wanted otherwise later: "add tags to todos", "remove the priority from todos", or another sentence of a brief.</summary>
static partial class ChangedBrief
{
    /// <remarks>A change that changes nothing was not understood, and is said so instead of being passed over. What the application is called stays.</remarks>
    public static BriefReading Read(string brief, IReadOnlyList<string> changes)
    {
        var (text, first) = (brief, BriefReader.Read(brief));
        List<string> removals = [];
        var domain = first.Domain;
        foreach (var change in changes)
        {
            if (domain is null)
            {
                return first;
            }

            if (Without(domain, change) is { } smaller)
            {
                removals.Add(change);
                domain = smaller;
                continue;
            }

            text = $"{text}\n\n{Heading(brief)}{Sentence(change)}\n";
            var larger = BriefReader.Read(text).Domain is { } read ? removals.Aggregate(domain with { Entities = read.Entities }, (so, removal) => Without(so, removal) ?? so) : domain;
            if (OfflineContract.Domain(larger) == OfflineContract.Domain(domain))
            {
                return new(null, [$"The offline generator does not understand the change '{change}'. It knows changes such as 'add tags to todos' or 'remove the priority from todos'; a model knows others."], []);
            }

            domain = larger;
        }

        return first with { Domain = domain };
    }

    /// <summary>Of a brief with sections the last one may be about what is not wanted.</summary>
    static string Heading(string brief) => brief.Split('\n').Any(line => line.StartsWith('#')) ? "## What it also keeps\n\n" : "";

    /// <summary>As a brief would have said it from the start.</summary>
    static string Sentence(string change) => Addition().Match(change) is { Success: true } match
        ? $"A {Noun.Of(match.Groups["thing"].Value).Singular} has {match.Groups["what"].Value.Trim()}."
        : change.TrimEnd('.') + ".";

    /// <returns>Null where nothing is to be taken away.</returns>
    static Domain? Without(Domain domain, string change)
    {
        if (Removal().Match(change) is not { Success: true } match)
        {
            return null;
        }

        var (what, thing) = (Plain(match.Groups["what"].Value), Plain(match.Groups["thing"].Value));
        var entity = domain.Entities.FirstOrDefault(each => Plain(each.Label) == thing || Plain(each.Labels) == thing);
        var field = entity?.Fields.FirstOrDefault(each => Plain(each.Label) == what || Plain(each.Name) == what);
        return entity is null || field is null || field.Name == entity.Display
            ? null
            : domain with { Entities = [.. domain.Entities.Select(each => each == entity ? entity with { Fields = [.. entity.Fields.Where(its => its != field)] } : each)] };
    }

    static string Plain(string name) => name.Trim().Replace('_', ' ').ToLowerInvariant();

    [GeneratedRegex(@"^add\s+(?<what>.+?)\s+to\s+(?:every\s+|each\s+|all\s+|the\s+|an?\s+)?(?<thing>[\w -]+?)\.?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Addition();

    [GeneratedRegex(@"^(?:remove|drop|delete)\s+(?:the\s+|an?\s+)?(?<what>.+?)\s+(?:from|of)\s+(?:every\s+|each\s+|all\s+|the\s+|an?\s+)?(?<thing>[\w -]+?)\.?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Removal();
}
