using Aios.Workshop.Planning;
using Xunit;

namespace Aios.Tests.Workshop.Planning;

public sealed class TaskGraphTests
{
    [Fact]
    public void A_need_that_nobody_meets_is_named() =>
        Assert.Equal("'b' needs 'x', which is not there.", Refusal(("a", []), ("b", ["a", "x"])));

    [Fact]
    public void A_double_is_named() => Assert.Equal("'a' is there twice.", Refusal(("a", []), ("a", [])));

    [Fact]
    public void Those_that_wait_for_each_other_are_named_and_nobody_else()
    {
        Assert.Equal("These wait for each other: 'b', 'c'.", Refusal(("a", []), ("b", ["a", "c"]), ("c", ["b"]), ("d", ["c"])));
        Assert.Equal("These wait for each other: 'a'.", Refusal(("a", ["a"])));
    }

    [Fact]
    public void An_empty_graph_is_a_graph() => Assert.Empty(Graph().Nodes);

    [Fact]
    public void A_need_that_is_said_twice_counts_once()
    {
        var nodes = Graph(("a", []), ("b", ["a", "a"])).Nodes.ToDictionary(node => node.Id);

        Assert.Single(nodes["b"].Needs);
        Assert.Single(nodes["a"].Dependants);
    }

    [Fact]
    public void The_remaining_path_is_the_heaviest_chain_to_the_end()
    {
        //  aaa ── bb ───┐
        //    └── c ── dddd ── e
        var nodes = Graph(("aaa", []), ("bb", ["aaa"]), ("c", ["aaa"]), ("dddd", ["bb", "c"]), ("e", ["dddd"]), ("ff", [])).Nodes;

        Assert.Equal(
            new Dictionary<string, double> { ["aaa"] = 10, ["bb"] = 7, ["c"] = 6, ["dddd"] = 5, ["e"] = 1, ["ff"] = 2 },
            nodes.ToDictionary(node => node.Id, node => node.RemainingPath));
    }

    static TaskGraph<(string Id, string[] Needs)> Graph(params (string Id, string[] Needs)[] things) =>
        new(things, thing => thing.Id, thing => thing.Needs, thing => thing.Id.Length);

    static string? Refusal(params (string Id, string[] Needs)[] things)
    {
        try
        {
            Graph(things);
            return null;
        }
        catch (TaskGraphException refused)
        {
            return refused.Message;
        }
    }
}
