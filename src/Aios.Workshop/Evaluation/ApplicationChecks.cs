using Aios.Workshop.Artifacts;
using Aios.Workshop.Running;
using Aios.Workshop.Verification;
using Microsoft.Extensions.FileSystemGlobbing;

namespace Aios.Workshop.Evaluation;

/// <summary>Checks of the workflow, made on the reference application with the files that were written in their place.</summary>
sealed class ApplicationChecks(ReferenceApplication reference, IVerifier verifier, IReadOnlyList<string> names, IReadOnlyList<string> leftOut) : ITrialChecks
{
    public IReadOnlyList<string> Names => names;

    public bool NeedSandbox => true;

    public void Prepare(ArtifactFolder staging)
    {
        Matcher without = new(StringComparison.Ordinal);
        without.AddIncludePatterns(leftOut);
        foreach (var path in reference.Folder.Files)
        {
            if (!without.Match(path.Text).HasMatches)
            {
                var target = Path.Combine(staging.Root, path.Text);
                Directory.CreateDirectory(Path.GetDirectoryName(target) ?? staging.Root);
                File.Copy(Path.Combine(reference.Folder.Root, path.Text), target);
            }
        }
    }

    public Task MakeAsync(ArtifactFolder staging, RunLog log, CancellationToken cancellationToken) =>
        verifier.VerifyAsync(staging.Root, Path.Combine(staging.Root, Engine.ContractFile.Text), names, log, cancellationToken);
}
