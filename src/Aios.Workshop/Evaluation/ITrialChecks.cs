using Aios.Workshop.Artifacts;
using Aios.Workshop.Running;

namespace Aios.Workshop.Evaluation;

/// <summary>How the files that were written for a trial are judged.</summary>
interface ITrialChecks
{
    /// <summary>All of them have to pass.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Whether what was written is run.</summary>
    bool NeedSandbox { get; }

    /// <summary>Puts there what surrounds the files, before they are asked for.</summary>
    void Prepare(ArtifactFolder staging);

    /// <param name="log">Told of each check as it begins and ends.</param>
    Task MakeAsync(ArtifactFolder staging, RunLog log, CancellationToken cancellationToken);
}
