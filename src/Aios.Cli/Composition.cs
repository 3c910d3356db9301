using System.Security.Cryptography;
using System.Text;
using Aios.Llm.Routing;
using Aios.Workshop.Offline;
using Aios.Workshop.Planning;
using Aios.Workshop.Reporting;
using Aios.Workshop.Running;
using Aios.Workshop.Specialists;
using Aios.Workshop.Verification;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aios.Cli;

/// <summary>Puts the parts together: the one place that knows which there are.</summary>
sealed class Composition
{
    /// <param name="plan">Whom each specialist asks.</param>
    /// <param name="pace">At which the offline provider speaks, if it is asked.</param>
    public Composition(Func<RouteRequest, RoutePlan> plan, Pace pace, Home home, string runFolder, TimeProvider clock)
    {
        var workflow = Workflow.Load("web-app");
        var router = new Router(clock, NullLogger<Router>.Instance);
        Engine = new(new(plan, router), workflow, Team.Load(), Verifier(workflow, home, runFolder, clock), Nonce);
        Reporter = new(pace, workflow.Provided.ToDictionary(file => file.Key, file => (long)Encoding.UTF8.GetByteCount(file.Value)));
    }

    public Engine Engine { get; }

    public Reporter Reporter { get; }

    /// <param name="runFolder">For what is being checked, and the pictures that were made of it.</param>
    public static WorkflowVerifier Verifier(Workflow workflow, Home home, string runFolder, TimeProvider clock)
    {
        WorkbenchSettings settings = new()
        {
            Workflow = workflow.Name,
            WorkFolder = Path.Combine(runFolder, "checking"),
            CacheFolder = home.Cache,
            HiddenFolders = [Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), Path.GetTempPath()],
            Path = Environment.GetEnvironmentVariable("PATH") ?? "",
        };
        return new(settings, Path.Combine(runFolder, "pictures"), clock);
    }

    /// <summary>Long enough that nobody can guess it and write a frame of their own.</summary>
    public static string Nonce() => RandomNumberGenerator.GetHexString(12, lowercase: true);
}
