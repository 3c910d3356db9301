using Aios.Workshop.Running;

namespace Aios.Workshop.Verification;

/// <summary>Runs an application and says what it found.</summary>
public interface IVerifier
{
    /// <summary>The names of the checks it can make.</summary>
    IReadOnlyList<string> Checks { get; }

    /// <summary>Whatever has to be there before the first check. It takes a while, so it is begun while answers are being written.</summary>
    Task SetUpAsync(CancellationToken cancellationToken);

    /// <summary>Waits for what <see cref="SetUpAsync"/> began. Where that failed, no check passes, and its verdict says why.</summary>
    /// <param name="application">The folder with the finished files, which stays as it is.</param>
    /// <param name="contract">The file with the contract that the application has to keep.</param>
    /// <param name="wanted">The names of the checks to make; those that they need are made too.</param>
    /// <param name="log">Told of each check as it begins and ends.</param>
    Task VerifyAsync(string application, string contract, IReadOnlyCollection<string> wanted, RunLog log, CancellationToken cancellationToken);
}
