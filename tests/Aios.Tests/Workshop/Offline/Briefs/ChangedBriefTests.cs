using Aios.Testing;
using Aios.Workshop.Offline.Briefs;
using Xunit;

namespace Aios.Tests.Workshop.Offline.Briefs;

public sealed class ChangedBriefTests
{
    static readonly string _todo = File.ReadAllText(Path.Combine(Repository.Root, "examples", "todo.md"));

    [Theory]
    [InlineData("add tags to todos", "tags")]
    [InlineData("Add a colour to every todo.", "colour")]
    [InlineData("A todo also has an estimate in hours.", "estimate")]
    public void What_is_added_is_kept_beside_what_was_there(string change, string field)
    {
        var fields = Fields(change);

        Assert.Equal([.. Fields(), .. fields.Except(Fields())], fields);
        Assert.Contains(fields, name => name.StartsWith(field, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_removed_is_gone_and_nothing_else_is() => Assert.Equal(Fields().Except(["priority"]), Fields("remove the priority from todos"));

    [Fact]
    public void Changes_are_made_one_after_the_other() => Assert.Equal([.. Fields().Except(["priority"]), "colour"], Fields("remove the priority from todos", "add a colour to todos"));

    [Fact]
    public void What_changes_nothing_was_not_understood()
    {
        var reading = ChangedBrief.Read(_todo, ["make it nicer"]);

        Assert.Null(reading.Domain);
        Assert.Contains("'make it nicer'", Assert.Single(reading.Mistakes), StringComparison.Ordinal);
    }

    static List<string> Fields(params IReadOnlyList<string> changes) =>
        [.. ChangedBrief.Read(_todo, changes).Domain?.Entities.Single().Fields.Select(field => field.Name) ?? []];
}
