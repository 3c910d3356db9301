using Aios.Cli.Building;
using Aios.Workshop.Offline;
using Aios.Workshop.Running;
using Xunit;

namespace Aios.Tests.Cli.Building;

public sealed class RunLookupTests
{
    static readonly RunRecord[] _runs = [.. ((string[])["20260310-120000-ab12", "20260310-110000-cd34", "20250101-000000-ab12"]).Select(Run)];

    [Theory]
    [InlineData("last", "20260310-120000-ab12")]
    [InlineData("2025", "20250101-000000-ab12")]
    [InlineData("cd34", "20260310-110000-cd34")]
    [InlineData("20260310-110000-cd34", "20260310-110000-cd34")]
    public void A_run_is_meant_by_its_id_by_an_end_of_it_and_as_the_last(string named, string id) => Assert.Equal(id, RunLookup.Find(named, _runs).Id);

    [Fact]
    public void What_may_be_several_is_refused_with_them()
    {
        var refused = Assert.Throws<RunUnavailableException>(() => RunLookup.Find("ab12", _runs));

        Assert.Equal("'ab12' may be 20260310-120000-ab12, 20250101-000000-ab12.", refused.Message);
    }

    [Theory]
    [InlineData("2025x", "20250101-000000-ab12, ")]
    [InlineData("bd34", "20260310-110000-cd34, ")]
    [InlineData("", "20260310-120000-ab12, 20260310-110000-cd34, 20250101-000000-ab12. ")]
    public void What_is_none_is_refused_with_the_nearest_first(string named, string nearest)
    {
        var refused = Assert.Throws<RunUnavailableException>(() => RunLookup.Find(named, _runs));

        Assert.Equal($"There is no run '{named}'.", refused.Message);
        Assert.StartsWith($"The nearest: {nearest}", refused.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_no_run_the_way_to_one_is_said() =>
        Assert.Equal("Begin one: aios build examples/todo.md", Assert.Throws<RunUnavailableException>(() => RunLookup.Find("last", [])).Hint);

    static RunRecord Run(string id) => new()
    {
        Id = id,
        Order = new() { Workflow = "web-app", Brief = new("todo", "A todo has a title."), Output = "/nowhere", Pace = Pace.Unlimited, Prompts = "" },
        Status = RunStatus.Verified,
        Version = "1.0",
        Began = default,
        IsOwned = false,
    };
}
