namespace Aios.Llm.Routing.Learning;

/// <summary>Something that happened to an answer, and is worth remembering.</summary>
public abstract record Lesson
{
    private protected Lesson(string kind, string model, DateTimeOffset at) => (Kind, Model, At) = (kind, model, at);

    /// <summary>Of the task.</summary>
    public string Kind { get; }

    /// <summary><c>PROVIDER/MODEL</c>.</summary>
    public string Model { get; }

    public DateTimeOffset At { get; }

    /// <summary>It came whole.</summary>
    public sealed record Answered : Lesson
    {
        /// <param name="output">In tokens.</param>
        public Answered(string kind, string model, DateTimeOffset at, long output, TimeSpan took)
            : base(kind, model, at) => (Output, Took) = (output, took);

        public long Output { get; }

        public TimeSpan Took { get; }
    }

    /// <summary>Its checks ran. What was not checked teaches nothing about quality.</summary>
    public sealed record Checked : Lesson
    {
        public Checked(string kind, string model, DateTimeOffset at, bool passed)
            : base(kind, model, at) => Passed = passed;

        public bool Passed { get; }

        /// <summary>Null where nobody has said.</summary>
        public int? Complexity { get; init; }

        /// <summary>Where it was part of an experiment.</summary>
        public ArmName? Arm { get; init; }

        /// <summary>Of all attempts of the call; null when it is unknown.</summary>
        public double? Dollars { get; init; }

        public double? Seconds { get; init; }
    }
}
