using Aios.Testing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Planning;
using Aios.Workshop.Specialists;
using Xunit;

namespace Aios.Tests.Workshop.Planning;

/// <summary>What ships as a workflow fits together.</summary>
public sealed class LayoutTests
{
    static readonly IReadOnlyList<FileKind> _layout = Sample.WebApp.Layout;

    static readonly string[] _known = ["{app}", "{name}", "{plural}", "{label}", "{labels}", "{Name}", "{Plural}", "{name-}", "{plural-}"];

    [Fact]
    public void Every_kind_has_a_name_of_its_own_a_part_a_purpose_and_an_owner_on_the_team()
    {
        Assert.NotEmpty(_layout);
        Assert.Equal(_layout.Count, _layout.Select(kind => kind.Kind).Distinct().Count());
        Assert.All(_layout, kind => Assert.All((string[])[kind.Kind, kind.Part, kind.Purpose, kind.Path], Assert.NotEmpty));
        Assert.All(_layout, kind => Assert.Contains(kind.Owner, Team.Roles));
        Assert.All(_layout, kind => Assert.True(kind.Each is null or "entity", kind.Kind));
    }

    [Fact]
    public void Every_file_lies_where_its_owner_may_write_and_nowhere_twice()
    {
        var files = Sample.Contract(Domains.Library).Files;

        Assert.All(files, file => Assert.True(Sample.Team.MayWrite(file.Owner, new(file.Path)), file.Path));
        Assert.Empty(files.GroupBy(file => new ArtifactPath(file.Path).Twin).Where(twins => twins.Count() > 1).Select(twins => twins.Key));
        Assert.DoesNotContain(files, file => Sample.WebApp.Provided.ContainsKey(file.Path));
    }

    [Fact]
    public void No_file_may_be_written_by_two_specialists()
    {
        var shared = Sample.Contract(Domains.Library).Files.Select(file => file.Path)
            .Where(path => Team.Roles.Count(role => Sample.Team.MayWrite(role, new(path)) == true) > 1);

        Assert.Empty(shared);
    }

    [Fact]
    public void Whatever_a_kind_needs_or_uses_is_a_kind()
    {
        var kinds = _layout.Select(kind => kind.Kind).ToHashSet();

        Assert.DoesNotContain(_layout.SelectMany(kind => kind.Needs.Concat(kind.Uses)), other => !kinds.Contains(other));
    }

    [Fact]
    public void A_kind_that_exists_for_each_entity_has_a_path_for_each()
    {
        Assert.All(_layout.Where(kind => kind.Each is "entity"), kind => Assert.Contains("{", kind.Path, StringComparison.Ordinal));
        Assert.All(_layout.Where(kind => kind.Each is null), kind => Assert.DoesNotContain("{", kind.Path, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_left_of_the_placeholders_when_they_are_filled()
    {
        var texts = Sample.Contract(Domains.Library).Files.SelectMany(file => (string[])[file.Path, file.Purpose, .. file.Exports]);

        Assert.DoesNotContain(texts, text => _known.Any(known => text.Contains(known, StringComparison.Ordinal)));
    }

    [Fact]
    public void What_ships_with_the_workflow_may_be_written() =>
        Assert.All(Sample.WebApp.Provided, file => Assert.NotEmpty(new ArtifactPath(file.Key).Text + file.Value));

    [Fact]
    public void Tests_are_written_from_the_contract_and_wait_for_nothing() =>
        Assert.All(_layout.Where(kind => kind.Owner == "qa"), kind => Assert.Empty(kind.Needs));

    [Fact]
    public void A_workflow_that_does_not_ship_is_named() =>
        Assert.Contains("Workflows/none", Assert.Throws<FileNotFoundException>(() => Workflow.Load("none")).Message, StringComparison.Ordinal);
}
