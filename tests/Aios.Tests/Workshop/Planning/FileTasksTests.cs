using Aios.Testing;
using Aios.Workshop.Contracts;
using Aios.Workshop.Planning;
using Xunit;

namespace Aios.Tests.Workshop.Planning;

public sealed class FileTasksTests
{
    static readonly Entity[] _entities = [Entity("author"), Entity("shelf"), Entity("book", "author", "shelf", "book"), Entity("loan", "book"), Entity("visit", "shelf")];

    [Fact]
    public void A_file_is_a_task_of_its_owner_by_its_path()
    {
        var task = Assert.Single(From(File("backend/app/main.py", "backend")));

        Assert.Equal(("backend/app/main.py", "backend"), (task.Id, task.Specialist));
        Assert.Equal(["backend/app/main.py"], task.Files.Select(file => file.Text));
        Assert.Equal(["contract/domain", "contract/common"], task.Needs);
        Assert.Empty(task.Shown);
    }

    [Fact]
    public void Files_of_a_group_are_one_task_per_owner_and_entity()
    {
        var tasks = From(
            File("a.py", "backend") with { Group = "small" },
            File("b.ts", "frontend") with { Group = "small" },
            File("c.py", "backend") with { Group = "small" },
            File("d.py", "backend") with { Group = "small", Entity = "book" },
            File("e.py", "backend") with { Group = "small", Entity = "loan" },
            File("f.py", "backend"));

        Assert.Equal(["backend/small: a.py c.py", "frontend/small: b.ts", "backend/small-book: d.py", "backend/small-loan: e.py", "f.py: f.py"],
            tasks.Select(task => $"{task.Id}: {string.Join(' ', task.Files)}"));
    }

    [Fact]
    public void A_need_becomes_the_id_of_the_task_that_writes_it_and_a_text_that_is_shown()
    {
        var tasks = From(
            File("a.py", "backend") with { Group = "small" },
            File("b.py", "backend") with { Group = "small" },
            File("c.py", "backend"),
            File("d.py", "backend") with { Needs = ["a.py", "b.py", "c.py"], Uses = ["e.py"] },
            File("e.py", "backend"));

        var task = tasks.Single(task => task.Id == "d.py");
        Assert.Equal(["contract/domain", "contract/common", "backend/small", "c.py"], task.Needs);
        Assert.Equal(["a.py", "b.py", "c.py"], task.Shown.Select(path => path.Text));
    }

    [Fact]
    public void Files_of_one_task_do_not_wait_for_each_other()
    {
        var task = Assert.Single(From(File("a.py", "backend") with { Group = "small" }, File("b.py", "backend") with { Group = "small", Needs = ["a.py"] }));

        Assert.Equal(["contract/domain", "contract/common"], task.Needs);
        Assert.Empty(task.Shown);
    }

    [Theory]
    [InlineData("author", "author")]
    [InlineData("book", "author shelf book")]
    [InlineData("loan", "author shelf book loan")]
    [InlineData("visit", "shelf visit")]
    [InlineData(null, "author shelf book loan visit")]
    public void A_task_is_shown_its_entity_and_all_it_refers_to_in_the_order_of_the_contract(string? about, string shown)
    {
        var slice = Assert.Single(From(File("a.py", "backend") with { Entity = about })).Assignment;

        Assert.Equal(about, slice.Entity?.Name);
        Assert.Equal(shown, string.Join(' ', slice.Entities.Select(entity => entity.Name)));
    }

    [Fact]
    public void A_task_is_shown_the_endpoints_and_shapes_of_its_entity_and_no_others()
    {
        var contract = Sample.Contract(Domains.Library);

        var slice = FileTasks.From(contract, [], Sample.WebApp.Layout).First(task => task.Assignment.Entity?.Name == "loan").Assignment;

        Assert.Equal(["list_loans", "create_loan", "read_loan", "change_loan", "delete_loan"], slice.Endpoints.Select(endpoint => endpoint.Id));
        Assert.Equal(["loan", "loan_input", "loan_changes", "loan_list"], slice.Shapes.Select(shape => shape.Name));
        Assert.Equal(contract.Application, slice.Application);
        Assert.Null(slice.Part);
    }

    [Fact]
    public void A_task_about_no_entity_is_shown_all_endpoints()
    {
        var contract = Sample.Contract(Domains.Library);

        var slice = FileTasks.From(contract, [], Sample.WebApp.Layout).Single(task => task.Id == "backend/app/main.py").Assignment;

        Assert.Equal(contract.Endpoints, slice.Endpoints);
        Assert.Equal(contract.Shapes, slice.Shapes);
    }

    [Fact]
    public void Of_what_a_task_relies_on_it_is_shown_what_is_exported()
    {
        var tasks = From(
            File("a.py", "backend") with { Exports = ["one()"] },
            File("b.py", "backend") with { Exports = ["two()"] },
            File("c.py", "backend"),
            File("d.py", "backend") with { Exports = ["not shown"] },
            File("e.py", "backend") with { Needs = ["a.py"], Uses = ["b.py", "c.py"] });

        var signatures = tasks.Single(task => task.Id == "e.py").Assignment.Signatures;

        Assert.Equal(new Dictionary<string, IReadOnlyList<string>> { ["a.py"] = ["one()"], ["b.py"] = ["two()"] }, signatures);
    }

    [Fact]
    public void The_tasks_of_a_real_contract_have_neither_gaps_nor_cycles_and_cover_every_file_once()
    {
        var contract = Sample.Contract(Domains.Library);

        var tasks = FileTasks.From(contract, [], Sample.WebApp.Layout);

        Assert.Equal(tasks.Count, new TaskGraph<WorkTask>(tasks, task => task.Id, task => task.Needs, task => task.Weight).Nodes.Count);
        Assert.Equal(contract.Files.Select(file => file.Path).Order(), tasks.SelectMany(task => task.Files).Select(file => file.Text).Order());
        Assert.All(tasks, task => Assert.All(task.Files, file => Assert.True(Sample.Team.MayWrite(task.Specialist, file))));
    }

    [Fact]
    public void An_assignment_that_was_written_reads_as_it_was()
    {
        foreach (var assignment in FileTasks.From(Sample.Contract(Domains.Library), [], Sample.WebApp.Layout).Select(task => task.Assignment))
        {
            Assert.Equal(assignment.ToJson(), Assignment.FromJson(assignment.ToJson()).ToJson());
        }
    }

    static IReadOnlyList<WorkTask> From(params IReadOnlyList<PlannedFile> files) => FileTasks.From(
        new() { Application = new("a", "A", ""), Entities = _entities, Endpoints = [], Shapes = [], Files = files, Dependencies = new Dictionary<string, IReadOnlyList<string>>(), Checks = [] },
        ["contract/domain", "contract/common"],
        []);

    static PlannedFile File(string path, string owner) => new() { Path = path, Owner = owner, Kind = "kind", Purpose = "A purpose." };

    static Entity Entity(string name, params IEnumerable<string> to) => new()
    {
        Name = name,
        Plural = $"{name}s",
        Label = name,
        Labels = $"{name}s",
        Display = "title",
        Fields = [.. to.Select(other => new Field { Name = $"{other}_id", Label = other, Type = FieldType.Reference, To = other })],
    };
}
