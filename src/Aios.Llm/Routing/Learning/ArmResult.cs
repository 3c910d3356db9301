namespace Aios.Llm.Routing.Learning;

/// <summary>What has become of the requests of one arm of an experiment.</summary>
public sealed record ArmResult(ArmName Arm)
{
    // Of the normal distribution, for 95 of 100.
    const double Z = 1.96;

    public int Passed { get; init; }

    public int Failed { get; init; }

    public int Checked => Passed + Failed;

    /// <summary>Of requests whose cost is known.</summary>
    public Mean Dollars { get; init; }

    public Mean Seconds { get; init; }

    public double Rate => Checked == 0 ? double.NaN : (double)Passed / Checked;

    /// <summary>Where the true rate lies in 95 of 100 cases (Wilson's interval, which holds for small numbers too).</summary>
    public (double From, double To) Interval
    {
        get
        {
            if (Checked == 0)
            {
                return (0, 1);
            }

            double count = Checked;
            var middle = (Rate + (Z * Z / (2 * count))) / (1 + (Z * Z / count));
            var half = Z / (1 + (Z * Z / count)) * Math.Sqrt((Rate * (1 - Rate) / count) + (Z * Z / (4 * count * count)));
            return (Math.Max(0, middle - half), Math.Min(1, middle + half));
        }
    }

    /// <summary>How far the true mean may be from this one in 95 of 100 cases; NaN where two are not there yet.</summary>
    public static double Margin(Mean mean) => mean.Weight < 2 ? double.NaN : Z * Math.Sqrt(mean.Variance / (mean.Weight - 1));

    public ArmResult With(Lesson.Checked verdict) => this with
    {
        Passed = Passed + (verdict.Passed ? 1 : 0),
        Failed = Failed + (verdict.Passed ? 0 : 1),
        Dollars = verdict.Dollars is { } dollars ? Dollars.With(dollars, 1) : Dollars,
        Seconds = verdict.Seconds is { } seconds ? Seconds.With(seconds, 1) : Seconds,
    };

    /// <summary>Of every arm that somebody's answers were checked for.</summary>
    public static IReadOnlyList<ArmResult> Of(IEnumerable<Lesson> lessons) =>
    [
        .. from verdict in lessons.OfType<Lesson.Checked>()
           where verdict.Arm is not null
           group verdict by verdict.Arm into arm
           orderby arm.Key.Experiment, arm.Key.Arm
           select arm.Aggregate(new ArmResult(arm.Key), (so, verdict) => so.With(verdict)),
    ];
}
