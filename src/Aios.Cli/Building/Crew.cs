using Aios.Cli.Choosing;
using Aios.Cli.Configuration;
using Aios.Cli.Display;
using Aios.Llm.Routing.Planning;
using Aios.Workshop.Offline;
using Aios.Workshop.Specialists;

namespace Aios.Cli.Building;

/// <summary>Whom the specialists of a run ask.</summary>
sealed class Crew : IDisposable
{
    readonly OpenProviders _open;
    readonly int? _slots;

    Crew(OpenProviders open, RoutePlans plans, int? slots) => (_open, Plans, _slots) = (open, plans, slots);

    public RoutePlans Plans { get; }

    /// <param name="settings">With the run's own choice of models.</param>
    /// <param name="pace">At which the offline provider speaks.</param>
    /// <param name="make">A planner for candidates and rules.</param>
    /// <exception cref="UnknownModelException"/>
    /// <exception cref="KeyMissingException"/>
    public static async Task<Crew> GatherAsync(
        Settings settings, Pace pace, Func<IReadOnlyList<RouteCandidate>, RoutingRules, Planner> make, Output output, TimeProvider clock, CancellationToken cancellationToken)
    {
        OpenProviders open = new(settings, clock);
        Crew? crew = null;
        try
        {
            RouteCatalog catalog = new(settings, open, new(settings, open, () => new OfflineProvider(pace, clock), clock), clock);
            var plans = await RoutePlans.MakeAsync(settings, Team.Roles, catalog, make, cancellationToken, Team.Load());
            output.Warn(catalog.Warnings);
            return crew = new(open, plans, settings.MaxParallel?.Value);
        }
        finally
        {
            if (crew is null)
            {
                open.Dispose();
            }
        }
    }

    /// <summary>How many answers may be written at once.</summary>
    /// <param name="wanted">On the command line.</param>
    public int Slots(int? wanted) => wanted ?? _slots ?? (Plans.IsOffline ? Configuration.Slots.Offline : Configuration.Slots.OfModels);

    public void Dispose() => _open.Dispose();
}
