using Aios.Testing;
using Aios.Workshop.Planning;
using Xunit;

namespace Aios.Tests.Workshop.Planning;

public sealed class TaskSplitTests
{
    static readonly IReadOnlyList<WorkTask> _tasks = FileTasks.From(Sample.Contract(Domains.Library), [], Sample.WebApp.Layout);

    static readonly WorkTask _group = _tasks.First(task => task.Files.Count > 2);

    static readonly WorkTask _single = _tasks.First(task => task.Files.Count == 1);

    [Fact]
    public void What_is_left_of_a_group_becomes_a_task_for_each_file()
    {
        var split = Assert.IsType<TaskSplit.IntoFiles>(TaskSplit.Of(_group, [_group.Files[0]]));

        Assert.Equal(_group.Files.Skip(1), split.Tasks.SelectMany(task => task.Files));
        Assert.All(split.Tasks, task =>
        {
            Assert.Equal(task.Files[0].Text, task.Id);
            Assert.Equal([task.Id], task.Assignment.Files.Select(file => file.Path));
            Assert.Equal((_group.Specialist, _group.Needs), (task.Specialist, task.Needs));
        });
        Assert.Equal(_group.Weight * (_group.Files.Count - 1) / _group.Files.Count, split.Tasks.Sum(task => task.Weight), 6);
        Assert.Empty(split.Tasks.Select(task => task.Id).Intersect(_tasks.Select(task => task.Id)));
    }

    [Fact]
    public void The_others_of_a_group_are_known_by_what_they_export()
    {
        var group = _group with { Assignment = _group.Assignment with { Files = [.. _group.Assignment.Files.Select(file => file with { Exports = [$"export of {file.Path}"] })] } };

        var split = Assert.IsType<TaskSplit.IntoFiles>(TaskSplit.Of(group, []));

        Assert.All(split.Tasks, task => Assert.All(group.Files.Where(path => path.Text != task.Id), path => Assert.Equal([$"export of {path}"], task.Assignment.Signatures[path.Text])));
    }

    [Fact]
    public void A_single_file_is_asked_for_in_parts()
    {
        Assert.Same(_single, Assert.IsType<TaskSplit.IntoParts>(TaskSplit.Of(_single, [])).Task);
        Assert.Equal([_group.Files[^1]], Assert.IsType<TaskSplit.IntoParts>(TaskSplit.Of(_group, _group.Files.SkipLast(1))).Task.Files);
    }

    [Fact]
    public void What_is_whole_is_not_split() => Assert.Throws<ArgumentException>(() => TaskSplit.Of(_group, _group.Files));
}
