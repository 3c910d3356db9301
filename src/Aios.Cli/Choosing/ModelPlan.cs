using Aios.Cli.Configuration;
using Aios.Llm.Routing;
using Aios.Workshop.Specialists;

namespace Aios.Cli.Choosing;

/// <summary>Whom each specialist asks, decided before a run begins.</summary>
sealed class ModelPlan
{
    readonly Dictionary<string, RoutePlan> _bySpecialist;

    ModelPlan(Dictionary<string, RoutePlan> bySpecialist) => _bySpecialist = bySpecialist;

    /// <summary>Only the generator is asked, which costs nothing and needs no network.</summary>
    public bool IsOffline => _bySpecialist.Values.SelectMany(plan => plan.Routes).All(route => route.Provider.Name == ModelFinder.OfflineName);

    /// <remarks>The generator stands in where nobody chose and no provider is set up.</remarks>
    public static async Task<ModelPlan> MakeAsync(ModelChoice choice, ModelFinder finder, CancellationToken cancellationToken)
    {
        Dictionary<string, RoutePlan> plans = [];
        foreach (var group in Team.Roles.GroupBy(choice.For))
        {
            var routes = await finder.RoutesAsync(group.Key, cancellationToken);
            RoutePlan plan = new(routes.Count > 0 ? routes : [finder.Offline("No model was chosen and there is no key, so the offline generator writes.")]);
            foreach (var specialist in group)
            {
                plans[specialist] = plan;
            }
        }

        return new(plans);
    }

    public RoutePlan For(RouteRequest request) => _bySpecialist[request.Specialist ?? Team.Roles[0]];
}
