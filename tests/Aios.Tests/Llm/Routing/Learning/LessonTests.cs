using Aios.Llm.Routing;
using Aios.Llm.Routing.Learning;
using Aios.Llm.Storage;
using Aios.Testing;
using Aios.Tests.Llm.Routing.Planning;
using Xunit;

namespace Aios.Tests.Llm.Routing.Learning;

/// <summary>Lessons outlast the process, and experiments are reckoned from them.</summary>
public sealed class LessonTests : IDisposable
{
    readonly TempFolder _folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_learned_is_known_by_the_next_process()
    {
        Lesson[] lessons =
        [
            new Lesson.Answered("page", "vendor/m", Plans.Now, 700, TimeSpan.FromSeconds(3.5)),
            new Lesson.Checked("page", "vendor/m", Plans.Now.AddSeconds(1), passed: true) { Complexity = 7, Arm = new("e", "a"), Dollars = 0.01, Seconds = 3.5 },
            new Lesson.Checked("page", "vendor/m", Plans.Now.AddSeconds(2), passed: false),
        ];
        Experience before = new();
        await using (var database = Open())
        {
            foreach (var lesson in lessons)
            {
                before.Learn(lesson);
                await new LessonBook(database).KeepAsync(lesson, Token);
            }
        }

        await using var again = Open();
        Assert.Equal(lessons, new LessonBook(again).Recent(Plans.Now));
        Assert.Equal(before.Of("page").Models["vendor/m"], Lessons.Recall(new(again), Plans.Clock).Experience.Of("page").Models["vendor/m"]);
        Assert.Equal(lessons[1], Assert.Single(new LessonBook(again).OfExperiments()));
    }

    [Fact]
    public async Task What_is_too_old_to_count_is_not_read()
    {
        await using var database = Open();
        LessonBook book = new(database);
        await book.KeepAsync(new Lesson.Checked("page", "vendor/m", Plans.Now - (7 * TrackRecord.HalfLife), passed: true), Token);

        Assert.Empty(book.Recent(Plans.Now));
    }

    [Fact]
    public void The_results_of_an_arm_have_an_interval_that_holds_for_few_too()
    {
        ArmName arm = new("e", "a");
        var lessons = Enumerable.Range(0, 20).Select(i => new Lesson.Checked("page", "vendor/m", Plans.Now, passed: i < 16) { Arm = arm, Dollars = i % 2 == 0 ? 0.01 : 0.03 });

        var result = Assert.Single(ArmResult.Of([.. lessons, new Lesson.Checked("page", "vendor/m", Plans.Now, passed: true)]));

        Assert.Equal((16, 4, 0.8), (result.Passed, result.Failed, result.Rate));
        Assert.Equal(0.5840, result.Interval.From, 4); // by the formula of Wilson (1927)
        Assert.Equal(0.9193, result.Interval.To, 4);
        Assert.Equal(0.02, result.Dollars.Value, 6);
        Assert.Equal(1.96 * 0.01 / Math.Sqrt(19), ArmResult.Margin(result.Dollars), 6);
        Assert.Equal((0, 1), new ArmResult(arm).Interval);
    }

    Database Open() => Database.Open(_folder["aios.db"], [LessonBook.Schema], Plans.Clock);
}
