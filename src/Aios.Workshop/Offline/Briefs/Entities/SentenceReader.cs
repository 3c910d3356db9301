using System.Text.RegularExpressions;
using Aios.Workshop.Offline.Briefs.Fields;
using Aios.Workshop.Offline.Briefs.Language;

namespace Aios.Workshop.Offline.Briefs.Entities;

/// <summary>Finds in a sentence what it says of a thing: its fields, its relations, the rules of its fields.</summary>
sealed class SentenceReader(Findings findings)
{
    public void Read(string text)
    {
        foreach (var sentence in Predicates.Of(UserStory.Wish(text)))
        {
            ReadOne(sentence);
        }
    }

    /// <summary>Of a part of the brief that describes no things.</summary>
    public void ReadAside(string sentence)
    {
        if (Verbs.IsBehaviour(sentence) || !ReadRule(sentence))
        {
            findings.Unread.Add(sentence);
        }
    }

    void ReadOne(string sentence)
    {
        if (!ReadRelation(sentence) && !ReadStates(sentence) && !ReadFields(sentence) && !ReadRule(sentence))
        {
            findings.Unread.Add(sentence);
        }
    }

    public bool ReadRelation(string sentence)
    {
        var sure = Clauses.Relation(sentence);
        if ((sure ?? Clauses.LooseRelation(sentence)) is not { } found || Subject(found.Groups["noun"].Value, sentence) is not { } noun)
        {
            return false;
        }
        var required = found.Groups["may"].Success ? false : (bool?)null;
        List<string> others = [.. Enumeration.Split(found.Groups["others"].Value).SelectMany(Clauses.Ends)];
        findings.Speak(noun);
        findings.Relations.Add(new RelationPhrase(noun, others, Many: false, required, sentence) { IsLoose = sure is null });
        return true;
    }

    public bool ReadFields(string sentence)
    {
        if (ReadParenthesised(sentence))
        {
            return true;
        }
        foreach (var clause in Clauses.OfFields(sentence))
        {
            var list = clause.Groups["list"].Value;
            if (clause.Groups["noun"] is not { Success: true, Length: > 0 } words || Subject(words.Value, sentence) is not { } noun)
            {
                continue;
            }
            var phrases = PhraseReader.ReadList(Clauses.WithoutIntroduction(list)).Where(FieldSigns.IsPossible).Select(phrase => phrase.With(Mode(clause))).ToList();
            if (phrases.Count == 0 || (clause.Groups["loose"].Success && !FieldSigns.AreFields(phrases)))
            {
                continue;
            }
            Describe(noun, words.Value, phrases, sentence);
            return true;
        }
        return false;
    }

    /// <summary>The thing that a line before a list of fields speaks of: <c>Each book has:</c></summary>
    public Noun? Introduced(string line)
    {
        var text = line.Trim().TrimEnd(':', ' ', '.');
        return Clauses.Introduction(text) is { } found ? Subject(found.Groups["noun"].Value, text) : null;
    }

    bool ReadStates(string sentence)
    {
        if (States.Read(sentence) is not { } found || Subject(found.Noun, sentence) is not { } noun || !findings.Knows(noun))
        {
            return false;
        }
        findings.Speak(findings.Named(noun)).Phrases.AddRange(found.Fields.Select(field => field with { IsImplied = true }));
        return true;
    }

    bool ReadRule(string sentence)
    {
        var parts = Clauses.Rules(sentence);
        return parts.Count(ReadOneRule) > 0;
    }

    bool ReadOneRule(string sentence)
    {
        if (Clauses.Rule(sentence) is not { } found)
        {
            return false;
        }
        var owner = found.Groups["owner"] is { Success: true, Value: var word } && !StopNouns.Contains(word) ? findings.Speak(Noun.Of(word)) : findings.Current;
        findings.Rules.Add(new RulePhrase(owner, found.Groups["subject"].Value, found.Groups["rule"].Value, sentence));
        return true;
    }

    void Describe(Noun noun, string words, List<FieldPhrase> phrases, string sentence)
    {
        findings.Describe(noun, phrases);
        if (Clauses.OfOthers(words) is { } found)
        {
            var others = found.Groups["others"].Captures.Select(capture => capture.Value).ToList();
            findings.Relations.Add(new RelationPhrase(noun, others, Many: false, Required: null, sentence));
        }
    }

    static string Mode(Match clause) => clause.Groups["may"].Success ? "optional" : clause.Groups["must"].Success ? "required" : "";

    /// <summary>Whether what follows the colon can only be fields: <c>Server: hostname (string), owner (required)</c>.</summary>
    static bool DescribesItself(string sentence) => sentence.IndexOf(':') is > 0 and var colon
        && PhraseReader.ReadList(sentence[(colon + 1)..]).Count(phrase => phrase.Details.Length > 0 && FieldSigns.IsSure(phrase)) > 1;

    /// <summary><c>We store clients (name, email) and projects (name, client)</c>.</summary>
    bool ReadParenthesised(string sentence)
    {
        List<(Noun Noun, List<FieldPhrase> Phrases)> found = [];
        foreach (var each in Clauses.Parenthesised(sentence))
        {
            var phrases = PhraseReader.ReadList(each.Groups["list"].Value);
            if (!Clauses.SaysKept(sentence) && !phrases.Exists(phrase => phrase.Label is "name" or "title"))
            {
                continue;
            }
            if (Subject(each.Groups["noun"].Value, sentence) is { } noun && Noun.IsPlural(each.Groups["noun"].Value) && FieldSigns.AreFields(phrases))
            {
                found.Add((noun, phrases));
            }
        }
        foreach (var (noun, phrases) in found)
        {
            findings.Describe(noun, phrases);
        }
        return found.Count > 0;
    }

    Noun? Subject(string words, string sentence)
    {
        if (Clauses.IsPronoun(words))
        {
            return findings.Current?.Noun;
        }
        var head = Clauses.Head(words);
        if (StopNouns.Contains(head) && !(StopNouns.CanBeKept(head) && (Clauses.IsOfEach(sentence) || DescribesItself(sentence))))
        {
            return null;
        }
        return head.Length == 0 || head.Split(' ').Length > 4 || !Clauses.IsNoun(head) || Verbs.IsBehaviour(head) ? null : Noun.Of(head);
    }
}
