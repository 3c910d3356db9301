using System.Text.RegularExpressions;
using Aios.Workshop.Offline.Briefs.Language;
using Aios.Workshop.Offline.Briefs.Outlines;

namespace Aios.Workshop.Offline.Briefs.Entities;

/// <summary>Goes through a brief from top to bottom and gathers what it says of things to keep.</summary>
sealed class OutlineWalk
{
    readonly Findings _findings = new();
    readonly SentenceReader _sentences;
    readonly BulletReader _bullets;
    readonly TableReader _tables;

    OutlineWalk()
    {
        _sentences = new SentenceReader(_findings);
        _bullets = new BulletReader(_findings, _sentences);
        _tables = new TableReader(_findings);
    }

    public static Findings Through(IReadOnlyList<Section> sections)
    {
        var walk = new OutlineWalk();
        foreach (var (section, isAside) in Asides.In(sections.Where(section => !_outOfScope.IsMatch(section.Title))))
        {
            if (isAside)
            {
                walk.ReadAside(section);
            }
            else
            {
                walk.Read(section);
            }
        }
        return walk._findings;
    }

    /// <summary>Pages, people and technology are no things to keep; rules may stand anywhere.</summary>
    void ReadAside(Section section)
    {
        var texts = section.Blocks.SelectMany(block => block switch
        {
            Paragraph paragraph => [paragraph.Text],
            BulletList list => list.Items.Select(item => item.Text),
            _ => (IEnumerable<string>)[],
        });
        foreach (var sentence in texts.SelectMany(Sentences.Of))
        {
            _sentences.ReadAside(sentence);
        }
    }

    void Read(Section section)
    {
        var subject = HeadingSubject.Of(section);
        if (subject is not null)
        {
            _findings.Speak(subject);
        }
        for (var at = 0; at < section.Blocks.Count; at++)
        {
            switch (section.Blocks[at])
            {
                case Paragraph paragraph when at + 1 < section.Blocks.Count && Introduced(paragraph, section.Blocks[at + 1], subject) is { } noun:
                    at++;
                    Fields(section.Blocks[at], noun);
                    break;
                case Paragraph paragraph:
                    ReadParagraph(paragraph.Text, subject);
                    break;
                case var block:
                    // A list that something else introduces is not one of fields.
                    Fields(block, at > 0 && section.Blocks[at - 1] is Paragraph { Text: [.., ':'] } ? null : subject);
                    break;
            }
        }
    }

    void Fields(Block block, Noun? subject)
    {
        switch (block)
        {
            case BulletList list:
                _bullets.Read(list.Items, subject);
                break;
            case Table table:
                _tables.Read(table, TableReader.Subject(table) ?? subject);
                break;
        }
    }

    /// <summary>The thing whose fields the next block lists, where the paragraph ends by saying so.</summary>
    Noun? Introduced(Paragraph paragraph, Block next, Noun? subject)
    {
        if (next is Paragraph || Sentences.Of(paragraph.Text) is not { Count: > 0 } sentences)
        {
            return null;
        }
        var last = sentences[^1];
        var noun = BareList.Introduces(last) ? subject ?? _findings.Current?.Noun : _sentences.Introduced(last);
        if (noun is null || (next is BulletList list && !BulletReader.AreFields(list.Items)))
        {
            return null;
        }
        foreach (var sentence in sentences.SkipLast(1))
        {
            _sentences.Read(sentence);
        }
        return noun;
    }

    void ReadParagraph(string text, Noun? subject)
    {
        foreach (var sentence in Sentences.Of(text))
        {
            if (subject is not null && BareList.Read(sentence) is { Count: > 0 } phrases)
            {
                _findings.Describe(subject, phrases);
                continue;
            }
            _sentences.Read(sentence);
        }
    }

    static readonly Regex _outOfScope = new(@"^\W*((out|outside) of (the )?scope|not (in|part of)( the)? (scope|this|it).*|non-?goals?|what (it|this|the app|we) (does|do|will|is) (not|n't).*|no(t)? (needed|required|wanted|now)|later|future( work| ideas)?|excluded|exclusions|won't have)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
