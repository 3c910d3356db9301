using Aios.Workshop.Contracts;
using Aios.Workshop.Planning;
using Xunit;

namespace Aios.Tests.Workshop.Planning;

/// <summary>How hard tasks are, by the formula that docs/routing.md shows.</summary>
public sealed class TaskComplexityTests
{
    [Theory]
    [InlineData(0, 0, "backend", 1)] // one file
    [InlineData(1, 1, "backend", 3)] // two things, one tie: 1 + 1 + 1
    [InlineData(3, 0, "backend", 3)] // four things
    [InlineData(3, 3, "backend", 5)] // four things, three ties: 1 + 2 + 2
    [InlineData(3, 3, "qa", 6)]
    [InlineData(1000, 1000, "backend", 10)]
    public void Things_to_write_and_files_to_agree_with_make_a_task_hard(int exports, int uses, string specialist, int complexity) =>
        Assert.Equal(complexity, TaskComplexity.Of(Task(exports, uses, specialist), Sample.WebApp));

    [Fact]
    public void A_workflow_knows_better()
    {
        var workflow = Sample.WebApp with { Layout = [new() { Kind = "any", Complexity = 9 }] };

        Assert.Equal(9, TaskComplexity.Of(Task(0, 0, "backend"), workflow));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FileKind { Complexity = 11 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PartTemplate { Complexity = 0 });
    }

    [Fact]
    public void What_the_workflow_says_of_a_part_of_the_contract_holds_for_each_entity()
    {
        var workflow = Sample.WebApp with { Parts = [new() { Name = "api", Each = "entity", Complexity = 8 }] };
        var task = Task(0, 0, "cto") with { Assignment = new() { Files = [], Part = new() { Name = "api-todo-list", Asks = "" } } };

        Assert.Equal(8, TaskComplexity.Of(task, workflow));
    }

    [Fact]
    public void A_kind_is_that_of_the_first_file()
    {
        Assert.Equal("any", Task(0, 0, "backend").Kind);
        Assert.Equal("contract/domain", (Task(0, 0, "cto") with { Assignment = new() { Files = [], Part = new() { Name = ContractTasks.DomainPart, Asks = "" } } }).Kind);
    }

    static WorkTask Task(int exports, int uses, string specialist) => new()
    {
        Id = "task",
        Specialist = specialist,
        Files = [],
        Assignment = new()
        {
            Files =
            [
                new PlannedFile
                {
                    Path = "a.py", Owner = specialist, Kind = "any", Purpose = "",
                    Exports = [.. Enumerable.Range(0, exports).Select(number => $"e{number}")],
                    Uses = [.. Enumerable.Range(0, uses).Select(number => $"u{number}.py")],
                },
            ],
        },
    };
}
