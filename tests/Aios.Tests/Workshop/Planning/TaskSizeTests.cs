using Aios.Testing;
using Aios.Workshop.Evaluation;
using Aios.Workshop.Planning;
using Xunit;

namespace Aios.Tests.Workshop.Planning;

public sealed class TaskSizeTests
{
    [Fact]
    public async Task Nine_in_ten_answers_to_the_trial_s_brief_are_between_half_and_twice_as_long_as_their_tasks_let_expect()
    {
        using TempFolder folder = new();

        var application = await ReferenceApplication.BuildAsync(Sample.WebApp, Sample.Team, Sample.Checks, folder["made"], TimeProvider.System, TestContext.Current.CancellationToken);

        var ratios = application.Tasks.Select(task => (double)application.UsageOf(task).Output / TaskSize.Of(task)).ToList();
        Assert.True(ratios.Count(ratio => ratio is >= 0.5 and <= 2) >= 0.9 * ratios.Count, string.Join(' ', ratios.Select(ratio => $"{ratio:0.00}")));
    }

    [Fact]
    public void A_plan_of_more_kinds_and_a_group_of_more_files_are_longer()
    {
        var plans = Sample.Tasks.Parts(Sample.Domain(Domains.Todo)).Where(task => task.Assignment.Part?.Layout.Count > 0).ToList();
        var files = FileTasks.From(Sample.Contract(Domains.Todo), [], Sample.WebApp.Layout);

        Assert.True(Size(plans.MaxBy(task => task.Assignment.Part!.Layout.Count)) > Size(plans.MinBy(task => task.Assignment.Part!.Layout.Count))); // as chosen above
        Assert.True(Size(files.MaxBy(task => task.Files.Count)) > Size(files.First(task => task is { Files.Count: 1, Shown: [] })));
    }

    static int Size(WorkTask? task) => TaskSize.Of(task!); // there are some
}
