using Aios.Workshop.Running;
using Aios.Workshop.Verification;

namespace Aios.Benchmarks;

/// <summary>For applications that nobody will run.</summary>
sealed class Unchecked : IVerifier
{
    public IReadOnlyList<string> Checks => ["backend-tests", "endpoints"];

    public Task SetUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task VerifyAsync(string application, string contract, IReadOnlyCollection<string> wanted, RunLog log, CancellationToken cancellationToken) => Task.CompletedTask;
}
