using Aios.Testing;
using Aios.Workshop.Briefs;
using Aios.Workshop.Planning;
using Xunit;

namespace Aios.Tests.Workshop.Planning;

public sealed class ContractTasksTests
{
    static readonly IReadOnlyList<WorkTask> _parts = Sample.Tasks.Parts(Sample.Domain(Domains.Library));

    [Fact]
    public void The_domain_comes_first_and_is_asked_for_with_the_brief_and_the_schema()
    {
        var task = Sample.Tasks.Domain(new Brief("library", "A book has a title."));

        Assert.Equal(("contract/domain", "cto"), (task.Id, task.Specialist));
        Assert.Equal(["contract/domain.json"], task.Files.Select(file => file.Text));
        Assert.Empty(task.Needs);
        Assert.Equal([new("brief", "A book has a title."), new("schema", Sample.Reader.SchemaText)], task.Attachments);
    }

    [Fact]
    public void There_is_a_part_for_each_that_the_workflow_names_and_one_for_each_entity_where_it_says_so()
    {
        var templates = Sample.WebApp.Parts.Select(part => (part.Name, part.Each));
        var layout = Sample.WebApp.Layout.Select(kind => (Name: kind.Part, kind.Each)).Distinct();

        var expected = templates.Concat(layout).SelectMany(part =>
            part.Each is "entity" ? new[] { $"contract/{part.Name}-book", $"contract/{part.Name}-loan" } : [$"contract/{part.Name}"]);
        Assert.Equal(expected.Order(StringComparer.Ordinal), _parts.Select(part => part.Id).Order(StringComparer.Ordinal));
        Assert.Contains("contract/common", _parts.Select(part => part.Id));
        Assert.Contains("contract/api-loan", _parts.Select(part => part.Id));
    }

    [Fact]
    public void Every_part_waits_for_the_domain_alone_and_writes_one_file_of_its_name()
    {
        Assert.All(_parts, part => Assert.Equal(["contract/domain"], part.Needs));
        Assert.All(_parts, part => Assert.Equal($"{part.Id}.json", Assert.Single(part.Files).Text));
        Assert.All(_parts, part => Assert.True(Sample.Team.MayWrite(part.Specialist, part.Files[0])));
        Assert.All(_parts, part => Assert.Equal(part.Id, ContractTasks.IdOf(part.Assignment.Part?.Name ?? "")));
    }

    [Fact]
    public void Every_part_is_told_of_the_whole_domain_and_of_its_own_entity()
    {
        Assert.All(_parts, part => Assert.Equal(["book", "loan"], part.Assignment.Entities.Select(entity => entity.Name)));
        Assert.Equal("loan", Part("contract/api-loan").Entity?.Name);
        Assert.Null(Part("contract/common").Entity);
    }

    [Fact]
    public void What_a_part_is_asked_for_names_its_entity()
    {
        var asks = Part("contract/api-loan").Part?.Asks;

        Assert.Contains("list_loans, create_loan, read_loan, change_loan and delete_loan", asks, StringComparison.Ordinal);
        Assert.DoesNotContain("{", asks, StringComparison.Ordinal);
    }

    [Fact]
    public void The_checks_that_may_be_asked_for_are_told() => Assert.Equal(Sample.Checks, Part("contract/common").Part?.Checks);

    [Fact]
    public void A_part_that_plans_files_knows_where_all_lie_that_its_kinds_mention()
    {
        foreach (var plan in _parts.Select(part => part.Assignment.Part).OfType<PartPlan>().Where(plan => plan.Layout.Count > 0))
        {
            var mentioned = plan.Layout.SelectMany(kind => kind.Needs.Concat(kind.Uses)).Distinct();
            Assert.Equal(mentioned.Order(StringComparer.Ordinal), plan.Paths.Keys.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Every_kind_of_file_is_planned_in_exactly_one_part()
    {
        var kinds = _parts.SelectMany(part => part.Assignment.Part?.Layout ?? []).GroupBy(kind => kind.Kind);

        Assert.Equal(Sample.WebApp.Layout.Count, kinds.Count());
        Assert.All(kinds, kind => Assert.Equal(kind.First().Each is "entity" ? 2 : 1, kind.Count()));
    }

    static Assignment Part(string id) => _parts.Single(part => part.Id == id).Assignment;
}
