using System.Text.RegularExpressions;
using Aios.Workshop.Offline.Briefs.Outlines;

namespace Aios.Workshop.Offline.Briefs.Entities;

/// <summary>Tells the sections of a brief that speak of pages, people or technology, where only rules of fields are looked for.</summary>
static class Asides
{
    /// <summary>The sections that may say what is kept, and those that are aside with what is beneath them.</summary>
    public static IEnumerable<(Section Section, bool IsAside)> In(IEnumerable<Section> sections)
    {
        var level = int.MaxValue;
        foreach (var section in sections)
        {
            if (section.Level <= level)
            {
                level = _technical.IsMatch(section.Title) ? section.Level : int.MaxValue;
            }
            yield return (section, level < int.MaxValue || (_people.IsMatch(section.Title) && HeadingSubject.Of(section) is null));
        }
    }

    const string Lead = @"^\W*(?:[\d.]+\s*)?(?:(?:the|our|main|key|planned|rest|web|http|technical|non-?functional|public|possible)\s+)*";

    static readonly Regex _technical = new(Lead + @"((screens?|pages?|views|ui|ux|user interface|mock-?ups?|wireframes?|navigation|look and feel|design|api|endpoints?|routes|tech(nology|nical)?|tech(nology|nical)? (stack|notes?|constraints|requirements|details)|stack|technologies|architecture|deployment|hosting|infrastructure|tests?|testing|quality|security|performance|accessibility|non-?functionals?|non-?functional requirements|quality (requirements|attributes)|acceptance( criteria)?|definition of done|nice[- ]to[- ]haves?|could have|future( work| ideas)?|later|ideas( for later)?|wish ?list|roadmap|notes for (the )?developers?|developer notes|implementation( notes)?|conventions)(,? (and|&|/) .*|\s+(conventions|design|overview|list|endpoints|views|flow|requirements|stack))?)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _people = new(Lead + @"((target )?(users?|audience|personas?|actors|stakeholders|roles?)( (and|&) (roles?|permissions|rights))?|who (uses|will use|is|works).*|goals?|objectives?|aims?|vision|success( (metrics|criteria))?|metrics|kpis?|reports?|reporting|statistics|milestones?|timeline|risks?|assumptions|open questions|questions|glossary|terms)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
