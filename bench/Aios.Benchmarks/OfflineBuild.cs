using Aios.Llm.Routing;
using Aios.Testing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Briefs;
using Aios.Workshop.Offline;
using Aios.Workshop.Planning;
using Aios.Workshop.Running;
using Aios.Workshop.Specialists;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aios.Benchmarks;

/// <summary>An application of a brief by the offline generator, which nobody looks at: what is wanted is what was asked for it, and how long the answers are.</summary>
static class OfflineBuild
{
    const int Slots = 16;

    /// <param name="asked">Told of every question.</param>
    public static async Task<RunState> RunAsync(string path, Action<RouteRequest>? asked = null)
    {
        OfflineProvider offline = new(Pace.Unlimited, TimeProvider.System);
        RoutePlan always = new([new(new(offline, offline.Models[0], offline.ClientFor(offline.Models[0])), "It is always the same.")]);
        RoutePlan Plan(RouteRequest request)
        {
            asked?.Invoke(request);
            return always;
        }

        Engine engine = new(new(Plan, new(TimeProvider.System, NullLogger<Router>.Instance)), Workflow.Load("web-app"), Team.Load(), new Unchecked(), _ => "0123456789ab");
        using TempFolder folder = new();
        RunLog log = new(TimeProvider.System);
        Delivery delivery = new(folder["application"], force: false);
        await engine.RunAsync(new("bench", new Brief(Path.GetFileNameWithoutExtension(path), await File.ReadAllTextAsync(path)), folder["run"], delivery, Slots), log, CancellationToken.None);
        return log.State;
    }
}
