using System.Text.RegularExpressions;
using Aios.Workshop.Contracts;
using Aios.Workshop.Offline.Briefs.Drafts;
using Aios.Workshop.Offline.Briefs.Language;
using Aios.Workshop.Offline.Briefs.Naming;
using Aios.Workshop.Offline.Briefs.Outlines;

namespace Aios.Workshop.Offline.Briefs.Domains;

/// <summary>Finds what the application is called and what it is for.</summary>
static class ApplicationReader
{
    const int LongestName = 40;
    const int LongestTitle = 60;
    const int LongestSummary = 160;

    public static Application Read(IReadOnlyList<Section> sections, IReadOnlyList<EntityDraft> entities)
    {
        var title = Title(sections) ?? $"{Labels.Of(entities[0].Noun.Plural)} app";
        var name = Ascii.Cut(Ascii.Words(title, '-'), LongestName, '-');
        name = name.Length == 0 ? "application" : char.IsAsciiDigit(name[0]) ? Ascii.Cut("app-" + name, LongestName, '-') : name;
        return new Application(name, title, Summary(sections) ?? $"Keeps {Series(entities)}.");
    }

    /// <summary>The first heading, without words that only say that it heads a brief.</summary>
    public static string? Title(IReadOnlyList<Section> sections)
    {
        var heading = sections.Select(section => section.Title).FirstOrDefault(title => title.Any(char.IsLetter)) ?? Named(sections);
        var title = _briefStart.Replace(heading, "");
        title = _briefEnd.Replace(title, "").Trim(' ', ':', '-', '–', '—', '.', '"');
        return !title.Any(char.IsLetter) || _general.IsMatch(title) || IsEntity(sections, heading) ? null : Labels.Of(Ascii.Cut(title, LongestTitle, ' '));
    }

    /// <summary>Without a heading, a first line such as <c>Project: Recipe box</c> says the same.</summary>
    static string Named(IReadOnlyList<Section> sections) =>
        sections[0].Blocks is [Paragraph { Text: var text }, ..] && text.Split('\n')[0] is { Length: < 80 } line && _briefStart.IsMatch(line) ? line : "";

    static bool IsEntity(IReadOnlyList<Section> sections, string heading) =>
        sections.FirstOrDefault(section => section.Title == heading) is { } section && Entities.HeadingSubject.Of(section) is not null && sections.Count(each => each.Title.Length > 0) > 1;

    static string? Summary(IReadOnlyList<Section> sections)
    {
        var sentence = sections.Where(section => !Entities.Asides.IsTechnical(section)).SelectMany(section => section.Blocks).OfType<Paragraph>().Take(2)
            .SelectMany(paragraph => Sentences.Of(paragraph.Text))
            .TakeWhile(sentence => !Entities.Clauses.OfFields(sentence).Any() || _briefStart.IsMatch(sentence))
            .FirstOrDefault(IsPlain);
        return sentence is null ? null : Short(Labels.Of(sentence[..1]) + sentence[1..]);
    }

    static bool IsPlain(string sentence) => sentence.Length > 12 && sentence.Any(char.IsLetter) && !sentence.EndsWith(':') && !sentence.Contains('(')
        && !_briefStart.IsMatch(sentence) && !_order.IsMatch(sentence) && Entities.Clauses.Relation(sentence) is null;

    static string Short(string sentence)
    {
        var text = sentence.ReplaceLineEndings(" ").TrimEnd('.', '!', '?');
        return text.Length < LongestSummary ? text + "." : Ascii.Cut(text, LongestSummary - 3, ' ').TrimEnd(',', ';', ' ') + "...";
    }

    static string Series(IReadOnlyList<EntityDraft> entities)
    {
        List<string> plurals = [.. entities.Select(entity => entity.Noun.Plural.ToLowerInvariant()).Take(4)];
        return plurals is [.. var first, var last] && first.Count > 0 ? $"{string.Join(", ", first)} and {last}" : plurals[0];
    }

    static readonly Regex _order = Pattern.Of(@"^(ignore|disregard|forget|you are|please|print|do not|don't)\b");

    static readonly Regex _briefStart = Pattern.Of(@"^\W*((project|product|application|app|design)?\s*(brief|spec|specification|prd|proposal|requirements|project|idea|rfp|ticket|request|briefing|task|title|user story)\s*(for|of|:|-|–|—)\s*)+(an?\s|the\s)?");

    static readonly Regex _briefEnd = Pattern.Of(@"\W+((project|product)\s+)?(brief|spec|specification|prd|requirements|requirements document)$");

    static readonly Regex _general = Pattern.Of(@"^(brief|overview|introduction|summary|data model|entities|goals?|requirements|project|application|app|specification|spec|what we need|background|context|description|features|data)$");
}
