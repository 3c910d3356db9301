using System.Collections.Immutable;

namespace Aios.Llm.Routing.Learning;

/// <summary>What has become of answers, by kind of task and model: how long they were, how long they took, and whether they passed their checks.</summary>
/// <param name="changed">Told of every record that has changed, for whoever keeps them.</param>
public sealed class Experience(TimeProvider clock, Action<string, string, TrackRecord>? changed = null)
{
    readonly Lock _lock = new();
    ImmutableDictionary<string, KindExperience> _kinds = ImmutableDictionary<string, KindExperience>.Empty;

    public IReadOnlyDictionary<string, KindExperience> Kinds => _kinds;

    public KindExperience Of(string kind) => _kinds.GetValueOrDefault(kind, KindExperience.None);

    /// <summary>A whole answer.</summary>
    /// <param name="model"><c>PROVIDER/MODEL</c>.</param>
    /// <param name="output">In tokens.</param>
    public void Answered(string kind, string model, long output, TimeSpan took) =>
        Change(kind, model, (record, now) => record.WithAnswer(output, took, now), output);

    /// <summary>The checks of an answer ran. What was not checked teaches nothing.</summary>
    /// <param name="complexity">Null where nobody has said.</param>
    public void Checked(string kind, string model, int? complexity, bool passed) =>
        Change(kind, model, (record, now) => record.WithVerdict(passed, complexity ?? Belief.Usual, now));

    /// <summary>What was kept from earlier; not told to whoever keeps it.</summary>
    public void Restore(string kind, string model, TrackRecord record)
    {
        lock (_lock)
        {
            Put(kind, model, record, output: null);
        }
    }

    void Change(string kind, string model, Func<TrackRecord, DateTimeOffset, TrackRecord> change, long? output = null)
    {
        TrackRecord record;
        lock (_lock)
        {
            record = change(Of(kind).Of(model) ?? TrackRecord.Empty, clock.GetUtcNow());
            Put(kind, model, record, output);
        }

        changed?.Invoke(kind, model, record);
    }

    /// <summary>Replaced as a whole: a decision may be looking at it.</summary>
    void Put(string kind, string model, TrackRecord record, long? output)
    {
        var before = Of(kind);
        Dictionary<string, TrackRecord> records = new(before.Records) { [model] = record };
        _kinds = _kinds.SetItem(kind, new()
        {
            Records = records,
            Output = output is { } tokens ? before.Output.With(tokens, Kept)
                : before.Output.Weight > 0 ? before.Output
                : records.Values.Select(each => each.Output).Where(mean => mean.Weight > 0).Aggregate(default(Mean), (sum, mean) => Together(sum, mean)),
        });
    }

    // Of all models together only a usual length is wanted: the last hundred or so.
    const double Kept = 0.99;

    static Mean Together(Mean one, Mean other)
    {
        var weight = one.Weight + other.Weight;
        return new(weight, ((one.Weight * one.Value) + (other.Weight * other.Value)) / weight, Math.Max(one.Variance, other.Variance));
    }
}
