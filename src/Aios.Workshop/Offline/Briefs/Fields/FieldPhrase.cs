namespace Aios.Workshop.Offline.Briefs.Fields;

/// <summary>A field in the words of the brief.</summary>
/// <param name="Label">What it is called, without articles and adjectives that are rules.</param>
/// <param name="Details">All that is said about it, its parts separated by semicolons.</param>
sealed record FieldPhrase(string Label, string Details)
{
    /// <summary>Only said between the lines; what is said plainly comes before it.</summary>
    public bool IsImplied { get; init; }

    public FieldPhrase With(string detail) => detail.Length == 0 ? this : this with { Details = Details.Length == 0 ? detail : $"{Details}; {detail}" };
}
