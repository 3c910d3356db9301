using System.Collections.Immutable;

namespace Aios.Llm.Routing.Learning;

/// <summary>What has become of answers, by kind of task and model: how long they were, how long they took, and whether they passed their checks.</summary>
public sealed class Experience
{
    // Of all models together only a usual length is wanted: that of the last hundred answers or so.
    const double Kept = 0.99;

    readonly Lock _lock = new();
    ImmutableDictionary<string, KindExperience> _kinds = ImmutableDictionary<string, KindExperience>.Empty;

    public IReadOnlyDictionary<string, KindExperience> Kinds => _kinds;

    public KindExperience Of(string kind) => _kinds.GetValueOrDefault(kind, KindExperience.None);

    public void Learn(Lesson lesson)
    {
        lock (_lock)
        {
            var before = Of(lesson.Kind);
            var record = before.Of(lesson.Model) ?? TrackRecord.Empty;
            var (after, usual) = lesson switch
            {
                Lesson.Answered answer => (record.WithAnswer(answer.Output, answer.Took, lesson.At), before.Output.With(answer.Output, Kept)),
                Lesson.Checked verdict => (record.WithVerdict(verdict.Passed, verdict.Complexity ?? Belief.Usual, lesson.At), before.Output),
                _ => throw new ArgumentOutOfRangeException(nameof(lesson), lesson, "A lesson that nobody has learned to learn."),
            };
            Dictionary<string, TrackRecord> records = new(before.Records) { [lesson.Model] = after }; // replaced as a whole: a decision may be looking at it
            _kinds = _kinds.SetItem(lesson.Kind, new() { Records = records, Output = usual });
        }
    }
}
