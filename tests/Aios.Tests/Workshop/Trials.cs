using Aios.Workshop.Artifacts;
using Aios.Workshop.Evaluation;
using Aios.Workshop.Running;

namespace Aios.Tests.Workshop;

/// <summary>Trials that nobody makes, for tests of how they are shown.</summary>
static class Trials
{
    /// <param name="estimate">Null for a provider that cannot be asked.</param>
    public static PlannedTrial Planned(string provider, string model, string specialist = "backend", TrialEstimate? estimate = null) => new(
        new(_ => [], new Nothing())
        {
            Task = new() { Id = "backend/app/main.py", Specialist = specialist, Files = [], Assignment = new() { Files = [] } },
            Question = new([], new(), ""),
            Attempts = 1,
            Expected = new(),
        },
        new(provider, model),
        estimate);

    sealed class Nothing : ITrialChecks
    {
        public IReadOnlyList<string> Names => [];

        public bool NeedSandbox => false;

        public void Prepare(ArtifactFolder staging)
        {
        }

        public Task MakeAsync(ArtifactFolder staging, RunLog log, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
