using Aios.Workshop.Planning;
using Aios.Workshop.Running;

namespace Aios.Workshop.Verification;

/// <summary>Runs the checks of a workflow against an application, each as soon as those that it needs have passed.</summary>
sealed class Verifier(Sandbox sandbox, IReadOnlyList<Check> checks, VerifierSettings settings)
{
    public IReadOnlyList<Check> Checks => checks;

    /// <summary>Leaves the application as it is: the checks work on a copy, which is gone afterwards.</summary>
    /// <param name="pictures">A folder for the screenshots that checks made.</param>
    /// <param name="wanted">The names of the checks to make; those that they need are made too, for what they leave behind.</param>
    public async Task VerifyAsync(
        string application, string contractFile, string pictures, IReadOnlyCollection<string> wanted, RunLog log, CancellationToken cancellationToken)
    {
        using PrivateCopy copy = new(settings.WorkFolder);
        await copy.FillAsync(application, contractFile, cancellationToken);
        await sandbox.GiveAsync(copy.Application, cancellationToken);

        // What may take longest comes first, so that it is not what everybody waits for in the end.
        var made = WithNeeds(wanted);
        TaskGraph<Check> graph = new(checks.Where(check => made.Contains(check.Name)), check => check.Name, check => check.Needs, check => check.TimeoutSeconds);
        await Scheduler.RunAsync(graph, settings.AtOnce, PassesAsync, (check, failed) => Tell(Verdict.NotRun(check, failed.Name)), cancellationToken);
        Pictures.Save(copy.Application, pictures);

        async Task<bool> PassesAsync(Check check, CancellationToken token)
        {
            log.Add(new RunEvent.CheckStarted(check.Name, check.Title));
            var verdict = Verdict.Of(check, await sandbox.RunAsync(Command(check, copy), token));
            Tell(verdict);
            return verdict.Passed;
        }

        void Tell(Verdict verdict) => log.Add(new RunEvent.CheckFinished(verdict));
    }

    HashSet<string> WithNeeds(IReadOnlyCollection<string> wanted)
    {
        HashSet<string> made = [.. wanted];
        foreach (var check in checks.Reverse().Where(check => made.Contains(check.Name))) // those that are needed stand first
        {
            made.UnionWith(check.Needs);
        }

        return made;
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
