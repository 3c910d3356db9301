using System.Text.RegularExpressions;
using Aios.Workshop.Offline.Briefs.Fields;
using Aios.Workshop.Offline.Briefs.Language;
using Aios.Workshop.Offline.Briefs.Outlines;

namespace Aios.Workshop.Offline.Briefs.Entities;

/// <summary>Reads lists: of the fields of a thing, of things with their fields, or of sentences.</summary>
sealed class BulletReader(Findings findings, SentenceReader sentences)
{
    /// <param name="subject">The thing whose fields the bullets are, where that is known.</param>
    public void Read(IReadOnlyList<Bullet> bullets, Noun? subject)
    {
        foreach (var bullet in bullets)
        {
            if (subject is not null)
            {
                ReadField(bullet, subject);
            }
            else if (!ReadEntity(bullet))
            {
                ReadSentences(bullet);
            }
        }
    }

    /// <summary>Whether the bullets are fields of one thing, not things with fields of their own.</summary>
    public static bool AreFields(IReadOnlyList<Bullet> bullets)
    {
        var phrases = bullets.Where(bullet => !IsSentence(bullet.Text)).SelectMany(Phrases).ToList();
        var entities = bullets.Count(bullet => Entity(bullet) is { Phrases.Count: > 1 });
        return FieldSigns.AreFields(phrases) && (entities == 0 || entities * 2 < bullets.Count);
    }

    void ReadField(Bullet bullet, Noun subject)
    {
        if (Verbs.IsBehaviour(bullet.Text))
        {
            findings.Unread.Add(bullet.Text);
            return;
        }
        if (IsSentence(bullet.Text))
        {
            findings.Speak(subject);
            var text = Verbs.StartsWithOne(bullet.Text) ? "It " + bullet.Text : bullet.Text;
            foreach (var sentence in Sentences.Of(text))
            {
                sentences.Read(sentence);
            }
            return;
        }
        var phrases = Phrases(bullet).Where(FieldSigns.IsPossible).ToList();
        if (phrases.Count == 0)
        {
            findings.Unread.Add(bullet.Text);
        }
        findings.Describe(subject, phrases);
    }

    static bool IsSentence(string text) => (Verbs.StartsWithOne(text) && !_typed.IsMatch(text)) || Clauses.Relation(text) is not null && !_label.IsMatch(text) || _sentenceStart.IsMatch(text);

    static List<FieldPhrase> Phrases(Bullet bullet)
    {
        var phrases = PhraseReader.ReadBullet(bullet.Text);
        if (phrases.Count == 1 && bullet.Children.Count > 0)
        {
            var areOptions = bullet.Children.Count > 1 && bullet.Children.All(child => _option.IsMatch(child.Text) && !DetailReader.IsRule(child.Text))
                && bullet.Children.Count(child => TypeWords.Is(child.Text)) * 2 < bullet.Children.Count;
            var said = bullet.Children.Select(child => child.Text);
            phrases[0] = phrases[0].With(areOptions ? "one of " + string.Join(", ", said) : string.Join("; ", said));
        }
        return phrases;
    }

    bool ReadEntity(Bullet bullet)
    {
        if (Entity(bullet) is not { } found)
        {
            return false;
        }
        findings.Describe(found.Noun, found.Phrases);
        return true;
    }

    static (Noun Noun, List<FieldPhrase> Phrases)? Entity(Bullet bullet)
    {
        var label = _label.Match(bullet.Text);
        var words = Clauses.Head(label.Success ? label.Groups["noun"].Value : bullet.Text.TrimEnd(':', ' '));
        if (words.Length == 0 || words.Split(' ').Length > 4 || (!StopNouns.CanBeKept(words) && (StopNouns.Contains(words) || StopNouns.IsGeneralHeading(words))) || Verbs.IsBehaviour(words))
        {
            return null;
        }
        List<FieldPhrase> phrases = label.Success ? PhraseReader.ReadList(Clauses.WithoutIntroduction(Description(label.Groups["list"].Value))) : [];
        if (bullet.Children.Count == 0 && phrases.TrueForAll(phrase => phrase.Details.Length == 0 && (TypeWords.Is(phrase.Label) || DetailReader.IsRule(phrase.Label) || Units.Is(phrase.Label))))
        {
            return null;
        }
        phrases.AddRange(bullet.Children.Where(child => !Verbs.IsBehaviour(child.Text) && !IsSentence(child.Text)).SelectMany(Phrases));
        phrases.RemoveAll(phrase => !FieldSigns.IsPossible(phrase));
        return FieldSigns.AreFields(phrases) && (!StopNouns.CanBeKept(words) || phrases.Count(phrase => phrase.Details.Length > 0 && FieldSigns.IsSure(phrase)) > 1) ? (Noun.Of(words), phrases) : null;
    }

    /// <summary>Without the parenthesis around all of it.</summary>
    static string Description(string list) => list.StartsWith('(') && list.EndsWith(')') && list.IndexOf(')') == list.Length - 1 ? list[1..^1] : list;

    void ReadSentences(Bullet bullet)
    {
        foreach (var sentence in Sentences.Of(bullet.Text))
        {
            if (Verbs.IsBehaviour(sentence))
            {
                findings.Unread.Add(sentence);
            }
            else
            {
                sentences.Read(sentence);
            }
        }
        foreach (var child in bullet.Children)
        {
            if (!ReadEntity(child))
            {
                ReadSentences(child);
            }
        }
    }

    static readonly Regex _label = new(@"^(?:an?\s+|the\s+|each\s+|every\s+)?(?<noun>[\p{L}][\p{L}\p{N}'-]*(?:\s+[\p{L}\p{N}'-]+){0,3}?)(?:\s*\([^)]{1,60}\))?\s*(?::|\s[-–—]\s|(?=\())\s*(?<list>.*)$");

    static readonly Regex _sentenceStart = new(@"^(?!(an?|the) \p{L}+( \p{L}+)? (it|he|she|they|we) )(an?|each|every|it|they|the|all|one)\s[^(:]*?\s(has|have|is|are|can|must|may|belongs?|should|will)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary><c>Contains nuts: yes/no</c></summary>
    static readonly Regex _typed = new(@"^[\p{L}\s'-]{3,40}:\s*\p{L}");

    static readonly Regex _option = new(@"^[^:;,.]{1,60}$");
}
