using System.Text.RegularExpressions;
using Aios.Workshop.Offline.Briefs.Domains;
using Aios.Workshop.Offline.Briefs.Drafts;
using Aios.Workshop.Offline.Briefs.Entities;
using Aios.Workshop.Offline.Briefs.Outlines;

namespace Aios.Workshop.Offline.Briefs;

/// <summary>Understands a brief without a model: what it says of things to keep, their fields, rules and relations.</summary>
static class BriefReader
{
    const string NothingFound = "The brief names nothing to keep. Name the things the application keeps and their fields, for example: 'A todo has a title (required), a due date and a done flag.'";

    const string TooIntricate = "The brief takes too long to read. Short sentences and lists help, for example: 'A todo has a title (required), a due date and a done flag.'";

    /// <remarks>The same brief always gives the same reading.</remarks>
    public static BriefReading Read(string brief)
    {
        try
        {
            return Understood(brief);
        }
        catch (RegexMatchTimeoutException)
        {
            return new BriefReading(null, [TooIntricate], []);
        }
    }

    static BriefReading Understood(string brief)
    {
        var text = BriefText.Clean(brief);
        var sections = OutlineReader.Read(text);
        var findings = OutlineWalk.Through(sections);
        List<string> ignored = [];
        var entities = DraftReader.Read(findings, ignored);
        if (entities.Count == 0)
        {
            return new BriefReading(null, [NothingFound], []);
        }
        FilterWords.Give(text, entities);
        var domain = DomainBuilder.Build(ApplicationReader.Read(sections, entities), entities, ignored);
        if (brief.Length > BriefText.Longest)
        {
            ignored.Add($"All beyond the first {BriefText.Longest} characters of the brief.");
        }
        return new BriefReading(domain, [], [.. ignored.Concat(UnmetWishes.Among(findings.Unread)).Distinct()]);
    }
}
