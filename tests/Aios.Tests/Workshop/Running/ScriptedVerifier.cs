using Aios.Workshop.Running;
using Aios.Workshop.Verification;

namespace Aios.Tests.Workshop.Running;

/// <summary>Finds what a test tells it to, of every check that it offers.</summary>
sealed class ScriptedVerifier : IVerifier
{
    public IReadOnlyList<string> Checks => Sample.Checks;

    /// <summary>The checks that will not pass, with the evidence.</summary>
    public IReadOnlyDictionary<string, string> Failing { get; init; } = new Dictionary<string, string>();

    /// <summary>What a check finds wrong in a folder with an application; null where it passes.</summary>
    public Func<string, string, string?>? Finds { get; init; }

    /// <summary>The checks that were made, in order, those of one time together.</summary>
    public List<string> Made { get; } = [];

    /// <summary>The checks that are not made at all.</summary>
    public IReadOnlyList<string> Forgotten { get; init; } = [];

    /// <summary>What was there to be checked.</summary>
    public IReadOnlyList<string> Files { get; private set; } = [];

    /// <summary>Ends setting up when the run is over.</summary>
    public CancellationToken SettingUp { get; private set; }

    public Task SetUpAsync(CancellationToken cancellationToken)
    {
        SettingUp = cancellationToken;
        var never = new TaskCompletionSource();
        cancellationToken.Register(() => never.SetCanceled(cancellationToken));
        return never.Task;
    }

    public Task VerifyAsync(string application, string contract, IReadOnlyCollection<string> wanted, RunLog log, CancellationToken cancellationToken)
    {
        Files = [.. Directory.EnumerateFiles(application, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(application, file))];
        Made.Add(string.Join(' ', wanted.Except(Forgotten)));
        foreach (var check in wanted.Except(Forgotten))
        {
            var found = Failing.GetValueOrDefault(check) ?? Finds?.Invoke(check, application);
            log.Add(new RunEvent.CheckStarted(check, $"Title of {check}"));
            log.Add(new RunEvent.CheckFinished(new(check, found is null, 1, found ?? "")));
        }

        return Task.CompletedTask;
    }
}
