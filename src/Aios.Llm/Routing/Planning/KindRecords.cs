using Aios.Llm.Routing.Learning;

namespace Aios.Llm.Routing.Planning;

/// <summary>What is known of every contender for one kind of task, until something more is learned about the kind.</summary>
sealed class KindRecords(KindExperience of, Contender[] contenders)
{
    // A place for each complexity, and the first for none: a run asks about a kind at a few of them, thousands of times.
    readonly Believed?[] _believed = new Believed?[11];

    public KindExperience Of => of;

    /// <summary>Null for one that was never asked.</summary>
    public TrackRecord?[] ByContender { get; } = [.. contenders.Select(contender => of.Of(contender.ModelName))];

    /// <summary>By contender; as of the minute that has begun, since what fades over weeks is the same all through it.</summary>
    public Beta[] BeliefsAt(DateTimeOffset now, int? complexity)
    {
        DateTimeOffset minute = new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        ref var known = ref _believed[Math.Clamp(complexity ?? 0, 0, _believed.Length - 1)];
        var believed = known;
        if (believed is null || believed.Minute != minute || believed.Complexity != complexity)
        {
            known = believed = new(minute, complexity, [.. contenders.Index().Select(each => Belief.Of(each.Item.Quality, complexity, ByContender[each.Index], minute))]);
        }

        return believed.ByContender;
    }

    sealed record Believed(DateTimeOffset Minute, int? Complexity, Beta[] ByContender);
}
