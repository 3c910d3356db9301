namespace Aios.Workshop.Verification;

/// <summary>Runs the checks of a workflow against an application, each as soon as those that it needs have passed.</summary>
sealed class Verifier(Sandbox sandbox, IReadOnlyList<Check> checks, VerifierSettings settings)
{
    public IReadOnlyList<Check> Checks => checks;

    /// <summary>Leaves the application as it is: the checks work on a copy, which is gone afterwards.</summary>
    /// <param name="pictures">A folder for the screenshots that checks made.</param>
    /// <returns>A verdict for each check, in the order of the checks.</returns>
    public async Task<IReadOnlyList<Verdict>> VerifyAsync(
        string application, string contractFile, string pictures, IProgress<CheckEvent>? progress, CancellationToken cancellationToken)
    {
        using PrivateCopy copy = new(settings.WorkFolder);
        await copy.FillAsync(application, contractFile, cancellationToken);
        await sandbox.GiveAsync(copy.Application, cancellationToken);

        using SemaphoreSlim places = new(settings.AtOnce);
        Dictionary<string, Task<Verdict>> verdicts = [];
        foreach (var check in checks)
        {
            // Needs stand before those that need them, so their tasks are there.
            var needs = check.Needs.Select(need => verdicts[need]).ToArray();
            verdicts[check.Name] = JudgeAsync(check, needs);
        }

        var found = await Task.WhenAll(checks.Select(check => verdicts[check.Name]));
        Pictures.Save(copy.Application, pictures);
        return found;

        async Task<Verdict> JudgeAsync(Check check, Task<Verdict>[] needs)
        {
            var verdict = (await Task.WhenAll(needs)).FirstOrDefault(need => !need.Passed) is { } failed
                ? Verdict.NotRun(check, failed.Name)
                : await RunAsync(check);
            progress?.Report(new CheckEnded(check, verdict));
            return verdict;
        }

        async Task<Verdict> RunAsync(Check check)
        {
            await places.WaitAsync(cancellationToken);
            try
            {
                progress?.Report(new CheckStarted(check));
                return Verdict.Of(check, await sandbox.RunAsync(Command(check, copy), cancellationToken));
            }
            finally
            {
                places.Release();
            }
        }
    }

    SandboxCommand Command(Check check, PrivateCopy copy) => new()
    {
        Arguments = check.Command,
        ApplicationFolder = copy.Application,
        WorkingFolder = $"/app/{check.Folder}",
        Environment = settings.Environment,
        Mounts = [.. settings.Mounts, new(copy.ContractFile, "/aios/contract.json")],
        Limits = check.Limits,
    };
}

/// <summary>What the checks of a workflow have in common.</summary>
sealed record VerifierSettings
{
    /// <summary>Where the copies of applications lie while they are checked.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>What the checks need beside the application: their scripts and packages.</summary>
    public IReadOnlyList<Mount> Mounts { get; init; } = [];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>How many checks may run at the same time.</summary>
    public int AtOnce { get; init; } = System.Environment.ProcessorCount;
}
