using System.Text.RegularExpressions;
using Aios.Workshop.Contracts;
using Aios.Workshop.Offline.Briefs.Fields;

namespace Aios.Workshop.Offline.Briefs.Drafts;

/// <summary>Turns the words about a field into its type and rules, once all entities are known.</summary>
sealed class FieldResolver(EntityNames names)
{
    public FieldDraft Resolve(FieldPhrase phrase)
    {
        var details = DetailReader.Read(phrase.Details);
        return Reference(phrase, details) ?? Value(phrase.Label, details);
    }

    FieldDraft? Reference(FieldPhrase phrase, Details details)
    {
        var label = _identifierEnd.Replace(phrase.Label, "");
        var (target, name) = Target(label, details);
        if (target is null)
        {
            return null;
        }
        return new FieldDraft(name, FieldType.Reference) { Target = target, Required = details.Required };
    }

    (EntityDraft? Target, string Label) Target(string label, Details details)
    {
        if (details.Target is { } words)
        {
            return (names.Find(words) ?? names.FindAtEnd(label) ?? FirstNamed(words), label);
        }
        if (details.Type is null or FieldType.Reference && details.Choices.Count == 0 && (details.Unknown.Select(names.Find).FirstOrDefault(found => found is not null) ?? names.Named(label)) is { } named)
        {
            return (named, label);
        }
        if (details.Type is not (null or FieldType.Reference or FieldType.Choice) || details.Choices.Count > 0 || details.Unknown.Count > 1)
        {
            return (null, label);
        }
        if (details.Unknown is [var hint] && names.Find(_lead.Replace(hint, "")) is { } hinted)
        {
            return (hinted, label);
        }
        if (_by.Match(label) is { Success: true } by && names.Find(by.Groups["what"].Value) is { } actor)
        {
            return (actor, by.Groups["role"].Value);
        }
        return (names.FindAtEnd(label), label);
    }

    EntityDraft? FirstNamed(string words)
    {
        var parts = words.Split(' ');
        return Enumerable.Range(1, Math.Min(parts.Length, 3)).Select(count => names.Find(string.Join(' ', parts[..count]))).FirstOrDefault(found => found is not null);
    }

    static FieldDraft Value(string label, Details details)
    {
        var choices = ChoiceReader.Read(label, details);
        return new FieldDraft(label, TypeOf(label, details, choices))
        {
            Required = details.Required,
            Unique = details.Unique,
            Limits = details.Limits,
            Choices = choices,
            Default = details.Default,
            Unit = Units.Find(label, details.Unknown),
        };
    }

    static FieldType TypeOf(string label, Details details, List<string> choices)
    {
        if (ChoiceReader.IsYesNo(choices) || (details.Type is FieldType.YesNo && choices.Count == 0))
        {
            return FieldType.YesNo;
        }
        if (choices.Count >= 2)
        {
            return FieldType.Choice;
        }
        var type = details.Type ?? details.Unknown.Select(TypeWords.FindFirst).FirstOrDefault();
        var guess = TypeGuess.Of(label);
        return type switch
        {
            FieldType.Number => OfNumber(guess, details),
            FieldType.Choice or FieldType.Reference => FieldType.Text,
            { } said => said,
            null => Guessed(guess ?? (label is "value" && details.Unknown.Count == 0 && !details.Limits.Characters ? (FieldType?)FieldType.Money : null), details),
        };
    }

    /// <summary>"number" and "decimal" leave open what the name of the field says.</summary>
    static FieldType OfNumber(FieldType? guess, Details details) =>
        guess is FieldType.Money || (guess is FieldType.WholeNumber && details.Limits.IsWhole && !details.TypeWords.Exists(_fraction.IsMatch)) ? guess.Value : FieldType.Number;

    static FieldType Guessed(FieldType? guess, Details details)
    {
        var bounds = !details.Limits.Characters && details.Limits != Limits.None;
        return guess switch
        {
            FieldType.Money when Units.Type(details.Unknown) is { } measured => measured,
            FieldType.YesNo when Units.Type(details.Unknown) is { } amount => amount,
            FieldType.Number when Units.Type(details.Unknown) is FieldType.WholeNumber => FieldType.WholeNumber,
            FieldType.Text when bounds && details.Limits is { Least: not null, Greatest: not null, IsWhole: true } => FieldType.WholeNumber,
            FieldType.WholeNumber when !details.Limits.IsWhole => FieldType.Number,
            { } known => known,
            null when Units.Type(details.Unknown) is { } unit => unit,
            // "max 20" of what is no number by its name is a length.
            null when bounds && details.Limits.Least is null => FieldType.Text,
            null when bounds => details.Limits.IsWhole ? FieldType.WholeNumber : FieldType.Number,
            null => details.Unknown.Select(TypeGuess.Of).FirstOrDefault(type => type is FieldType.Date or FieldType.DateTime or FieldType.Money or FieldType.WholeNumber or FieldType.Number) ?? FieldType.Text,
        };
    }

    static readonly Regex _fraction = new(@"\b(decimals?|float|double|real|fraction(al)?|numeric)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _identifierEnd = new(@"(?<=\S) id$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _lead = new(@"^(one of |an? |the |all |our |another |existing |from |of |which |is |list of |selected )+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _by = new(@"^(?<role>.+? (by|to|from|for|at|in|with))\s+(an? |the |one |exactly one |another )*(?<what>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
