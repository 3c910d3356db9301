using Aios.Workshop.Contracts;

namespace Aios.Workshop.Offline.Briefs.Fields;

/// <summary>What is said about a field, apart from its name.</summary>
sealed class Details
{
    public FieldType? Type { get; set; }

    public bool? Required { get; set; }

    public bool Unique { get; set; }

    public Limits Limits { get; set; } = Limits.None;

    public string? Default { get; set; }

    /// <summary>What the field refers to, in the words of the brief.</summary>
    public string? Target { get; set; }

    public List<string> Choices { get; } = [];

    /// <summary>The words that were taken for types.</summary>
    public List<string> TypeWords { get; } = [];

    /// <summary>The words for types and the unknown, in the order of the brief.</summary>
    public List<string> Plain { get; } = [];

    /// <summary>What is neither a rule nor a type: options, units, descriptions.</summary>
    public List<string> Unknown { get; } = [];

    /// <summary>The unknown were announced as options.</summary>
    public bool AnnouncesChoices { get; set; }

    /// <summary>The unknown are separated by "or".</summary>
    public bool HasAlternatives { get; set; }

    /// <summary>The unknown are only some of many.</summary>
    public bool GivesExamples { get; set; }
}
