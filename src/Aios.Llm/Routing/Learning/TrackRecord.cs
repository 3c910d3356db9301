namespace Aios.Llm.Routing.Learning;

/// <summary>What has become of one model's answers to one kind of task. Older ones count less.</summary>
public sealed record TrackRecord
{
    /// <summary>After so long, what happened counts half: vendors change what stands behind a name.</summary>
    public static TimeSpan HalfLife { get; } = TimeSpan.FromDays(30);

    public static TrackRecord Empty { get; } = new();

    /// <summary>When something was last added.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Answers that passed their checks, and those that did not; of checks that ran.</summary>
    public double Passed { get; init; }

    public double Failed { get; init; }

    /// <summary>Of the tasks that were checked.</summary>
    public Mean Complexity { get; init; }

    /// <summary>Of whole answers, in tokens.</summary>
    public Mean Output { get; init; }

    /// <summary>Until an answer was whole.</summary>
    public Mean Seconds { get; init; }

    public double Checked => Passed + Failed;

    /// <summary>What is left of a weight at that time; a clock that was put back makes nothing heavier.</summary>
    public double FadedAt(DateTimeOffset now) => now <= At ? 1 : Math.Exp(-Math.Log(2) * ((now - At) / HalfLife));

    public TrackRecord WithVerdict(bool passed, int complexity, DateTimeOffset now)
    {
        var faded = FadedAt(now);
        return this with
        {
            At = Later(now),
            Passed = (Passed * faded) + (passed ? 1 : 0),
            Failed = (Failed * faded) + (passed ? 0 : 1),
            Complexity = Complexity.With(complexity, faded),
            Output = Fade(Output, faded),
            Seconds = Fade(Seconds, faded),
        };
    }

    public TrackRecord WithAnswer(long output, TimeSpan took, DateTimeOffset now)
    {
        var faded = FadedAt(now);
        return this with
        {
            At = Later(now),
            Passed = Passed * faded,
            Failed = Failed * faded,
            Complexity = Fade(Complexity, faded),
            Output = Output.With(output, faded),
            Seconds = Seconds.With(took.TotalSeconds, faded),
        };
    }

    DateTimeOffset Later(DateTimeOffset now) => now > At ? now : At;

    static Mean Fade(Mean mean, double faded) => mean with { Weight = mean.Weight * faded };
}
