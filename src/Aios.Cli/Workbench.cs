using System.Security.Cryptography;
using System.Text;
using Aios.Llm.Routing;
using Aios.Workshop.Offline;
using Aios.Workshop.Planning;
using Aios.Workshop.Reporting;
using Aios.Workshop.Running;
using Aios.Workshop.Specialists;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aios.Cli;

/// <summary>Puts the parts together: the one place that knows which there are.</summary>
sealed class Workbench
{
    public Workbench(Pace pace, Home home, TimeProvider clock)
    {
        var workflow = Workflow.Load("web-app");
        var router = new Router(clock, NullLogger<Router>.Instance);
        Engine = new(new(Plan(new OfflineProvider(pace, clock)), router), workflow, Team.Load(), Verifiers.For(workflow, home, clock), Nonce);
        Reporter = new(pace, workflow.Provided.ToDictionary(file => file.Key, file => (long)Encoding.UTF8.GetByteCount(file.Value)));
    }

    public Engine Engine { get; }

    public Reporter Reporter { get; }

    static Func<RouteRequest, RoutePlan> Plan(OfflineProvider provider)
    {
        var model = provider.Models[0];
        var route = new Route(provider, model, provider.ClientFor(model));
        var plan = new RoutePlan([new(route, "It is the only provider.")]);
        return _ => plan;
    }

    /// <summary>Long enough that nobody can guess it and write a frame of their own.</summary>
    static string Nonce() => RandomNumberGenerator.GetHexString(12, lowercase: true);
}
