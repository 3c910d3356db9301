using Aios.Cli.Display;
using Aios.Llm.Routing.Health;
using Aios.Tests.Llm.Routing.Planning;
using Xunit;

namespace Aios.Tests.Cli.Display;

public sealed class PlanTableTests
{
    [Fact]
    public void Whoever_is_not_asked_stands_there_with_the_reason()
    {
        var plan = Plans.Planner(
            [Plans.Candidate(Plans.Model("one")), Plans.Candidate(Plans.Model("two")), Plans.Candidate(Plans.Model("three", input: null))],
            allowance: _ => new(Aios.Llm.Spending.Money.Of(1), IsSoft: false),
            standings: route => route.Model.Id == "two" ? new() { ClosedUntil = Plans.Now.AddSeconds(10) } : RouteStanding.Unknown).Plan(Plans.Task());

        var table = PlanTable.Of(plan.Explanation).ToList();

        var refused = table[(table.IndexOf("not asked:") + 2)..];
        Assert.Matches("^vendor/two +It failed too often and is left alone until 2026-11-23 12:00:10 UTC", refused[0]);
        Assert.Matches("^vendor/three +Nobody knows its price, and there is a budget", refused[1]);
        Assert.Equal(2, refused.Count);
        Assert.Contains(table, line => line.StartsWith("1  vendor/one", StringComparison.Ordinal));
    }
}
