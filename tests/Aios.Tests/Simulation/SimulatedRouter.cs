using Aios.Llm.Routing;
using Aios.Llm.Routing.Health;
using Aios.Llm.Routing.Learning;
using Aios.Llm.Routing.Planning;
using Aios.Llm.Spending;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aios.Tests.Simulation;

/// <summary>The router and the ledger as a program would have them, but for their time and their dice.</summary>
static class SimulatedRouter
{
    public static Router At(TimeProvider clock, ILedger ledger, HealthBoard health, Lessons lessons, Random random) =>
        new(clock, NullLogger<Router>.Instance, new() { Ledger = ledger, Health = health, Observer = lessons.Ended, Random = random });

    public static Router At(TimeProvider clock, ILedger ledger, Random random) => new(clock, NullLogger<Router>.Instance, new() { Ledger = ledger, Random = random });

    /// <summary>Decides by what the same router lives through.</summary>
    public static Planner PlannerOf(IReadOnlyList<RouteCandidate> candidates, TimeProvider clock, ILedger ledger, HealthBoard health, Lessons lessons, Random random) =>
        new(candidates, RoutingRules.Default, clock, random)
        {
            StandingOf = health.StandingOf,
            Experience = lessons.Experience,
            Prefixes = lessons.Prefixes,
            Allowance = ledger.AllowanceOf,
        };
}
