namespace Aios.Llm.Routing.Learning;

/// <summary>What is known of one kind of task at one moment; never changes, the next moment has another.</summary>
public sealed record KindExperience
{
    public static KindExperience None { get; } = new();

    /// <summary>By <c>PROVIDER/MODEL</c>.</summary>
    public IReadOnlyDictionary<string, TrackRecord> Models => Records;

    /// <summary>Of whole answers, whoever gave them, in tokens: for models that were not asked yet.</summary>
    public Mean Output { get; init; }

    internal Dictionary<string, TrackRecord> Records { get; init; } = [];

    internal TrackRecord? Of(string model) => Records.Count == 0 ? null : Records.GetValueOrDefault(model);
}
