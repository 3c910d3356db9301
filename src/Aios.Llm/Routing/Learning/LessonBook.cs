using Aios.Llm.Storage;

namespace Aios.Llm.Routing.Learning;

/// <summary>Keeps lessons from one process to the next. Only ever added to, so that several processes can learn at once.</summary>
public sealed class LessonBook(IDatabase database)
{
    // What is older than six half-lives counts less than a fiftieth.
    static readonly TimeSpan _longest = 6 * TrackRecord.HalfLife;

    // Reading must not be felt when the program starts.
    const int Most = 20_000;

    public static Schema Schema { get; } = new("lesson",
    [
        session =>
        {
            session.Script("""
                create table lesson (
                    at bigint not null,
                    kind text not null,
                    model text not null,
                    output bigint,
                    took_ms double precision,
                    passed bigint,
                    complexity bigint,
                    experiment text,
                    arm text,
                    dollars double precision)
                """);
            session.Script("create index lesson_at on lesson (at)");
            session.Script("create index lesson_experiment on lesson (experiment)");
        },
    ]);

    public Task KeepAsync(Lesson lesson, CancellationToken cancellationToken) => database.WriteAlongAsync(session => Insert(session, lesson), cancellationToken);

    /// <summary>All that is still of some weight, the oldest first.</summary>
    public IReadOnlyList<Lesson> Recent(DateTimeOffset now) => database.Read(session => session.All(
        "select at, kind, model, output, took_ms, passed, complexity, experiment, arm, dollars from (select * from lesson where at >= $1 order by at desc limit $2) as recent order by at",
        Read,
        (now - _longest).ToUnixTimeMilliseconds(),
        (long)Most));

    /// <summary>Every verdict of every experiment.</summary>
    public IReadOnlyList<Lesson> OfExperiments() => database.Read(session => session.All(
        "select at, kind, model, output, took_ms, passed, complexity, experiment, arm, dollars from lesson where experiment is not null order by at", Read));

    static int Insert(Session session, Lesson lesson)
    {
        const string Sql = "insert into lesson (at, kind, model, output, took_ms, passed, complexity, experiment, arm, dollars) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
        var at = lesson.At.ToUnixTimeMilliseconds();
        return lesson switch
        {
            Lesson.Answered answer => session.Run(Sql, at, lesson.Kind, lesson.Model, answer.Output, answer.Took.TotalMilliseconds, null, null, null, null, null),
            Lesson.Checked verdict => session.Run(
                Sql, at, lesson.Kind, lesson.Model, null, verdict.Seconds * 1000, verdict.Passed ? 1L : 0L, (long?)verdict.Complexity, verdict.Arm?.Experiment, verdict.Arm?.Arm, verdict.Dollars),
            _ => throw new ArgumentOutOfRangeException(nameof(lesson), lesson, "A lesson that nobody has learned to keep."),
        };
    }

    static Lesson Read(System.Data.Common.DbDataReader row)
    {
        var (at, kind, model) = (DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), row.GetString(1), row.GetString(2));
        return row.LongOrNull(5) is not { } passed
            ? new Lesson.Answered(kind, model, at, row.GetInt64(3), TimeSpan.FromMilliseconds(row.GetDouble(4)))
            : new Lesson.Checked(kind, model, at, passed != 0)
            {
                Complexity = (int?)row.LongOrNull(6),
                Arm = row.TextOrNull(7) is { } experiment ? new(experiment, row.GetString(8)) : null,
                Dollars = row.DoubleOrNull(9),
                Seconds = row.DoubleOrNull(4) / 1000,
            };
    }
}
