using Aios.Workshop.Briefs;
using Aios.Workshop.Estimating;
using Aios.Workshop.Planning;
using Aios.Workshop.Specialists;
using Aios.Workshop.Verification;

namespace Aios.Cli.Building;

/// <summary>What a run will take, before anybody has been asked.</summary>
static class Forecast
{
    /// <param name="done">Tasks that have been answered, and take nothing more.</param>
    /// <exception cref="BriefException">The generator does not understand the brief, so nobody knows its tasks beforehand.</exception>
    public static async Task<RunEstimate> MakeAsync(Brief brief, Crew crew, int slots, TimeProvider clock, CancellationToken cancellationToken, IReadOnlySet<string>? done = null)
    {
        var scratch = Directory.CreateTempSubdirectory("aios-estimate-").FullName;
        try
        {
            return await new RunForecast(Workflow.Load(Composition.WorkflowName), Team.Load(), WorkflowVerifier.ChecksOf(Composition.WorkflowName), crew.Plans.For, clock)
                .MakeAsync(brief, Path.Combine(scratch, "generated"), slots, cancellationToken, done);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }
}
