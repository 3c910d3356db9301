using Aios.Workshop.Contracts;
using Aios.Workshop.Offline.Briefs.Fields;

namespace Aios.Workshop.Offline.Briefs.Drafts;

/// <summary>A field of an entity, while the brief is being read.</summary>
sealed class FieldDraft(string label, FieldType type)
{
    public string Label { get; } = label;

    public FieldType Type { get; set; } = type;

    /// <summary>Null where the brief does not say.</summary>
    public bool? Required { get; set; }

    public bool Unique { get; set; }

    public Limits Limits { get; set; } = Limits.None;

    public IReadOnlyList<string> Choices { get; set; } = [];

    public string? Default { get; set; }

    public EntityDraft? Target { get; set; }

    /// <summary>In what it is measured, shown with its label.</summary>
    public string? Unit { get; set; }

    public IReadOnlyList<string>? Words { get; set; }
}
