using Aios.Workshop.Running;

namespace Aios.Workshop.Verification;

/// <summary>Runs an application and says what it found.</summary>
public interface IVerifier
{
    /// <summary>The names of the checks it can make.</summary>
    IReadOnlyList<string> Checks { get; }

    /// <param name="application">The folder with the finished files, which stays as it is.</param>
    /// <param name="contract">The file with the contract that the application has to keep.</param>
    /// <param name="log">Told of each check as it begins and ends.</param>
    Task VerifyAsync(string application, string contract, RunLog log, CancellationToken cancellationToken);
}
