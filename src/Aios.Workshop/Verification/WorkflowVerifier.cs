using Aios.Workshop.Running;

namespace Aios.Workshop.Verification;

/// <summary>Makes the checks of a workflow on this machine.</summary>
public sealed class WorkflowVerifier : IVerifier
{
    readonly Workbench _workbench;
    readonly string _pictures;
    readonly IReadOnlyList<Check> _checks;
    Task<Verifier>? _setUp;

    /// <param name="pictures">The folder for screenshots that checks make.</param>
    public WorkflowVerifier(WorkbenchSettings settings, string pictures, TimeProvider clock)
    {
        _workbench = new(settings, clock);
        _pictures = pictures;
        _checks = Load(settings.Workflow);
    }

    /// <summary>The names of the checks that a workflow has.</summary>
    public static IReadOnlyList<string> ChecksOf(string workflow) => [.. Load(workflow).Select(check => check.Name)];

    public IReadOnlyList<string> Checks => [.. _checks.Select(check => check.Name)];

    static IReadOnlyList<Check> Load(string workflow) => CheckList.Parse(Resource.Text($"Workflows/{workflow}/checks/checks.yaml"));

    public Task SetUpAsync(CancellationToken cancellationToken) => _setUp = Task.Run(() => _workbench.SetUpAsync(cancellationToken), cancellationToken);

    public async Task VerifyAsync(string application, string contract, IReadOnlyCollection<string> wanted, RunLog log, CancellationToken cancellationToken)
    {
        Verifier verifier;
        try
        {
            verifier = await (_setUp ?? _workbench.SetUpAsync(cancellationToken));
        }
        catch (SandboxUnavailableException exception)
        {
            Refuse(wanted, $"{exception.Message}\n{exception.Hint}", sandboxMissing: true, log);
            return;
        }
        catch (ToolsMissingException exception)
        {
            Refuse(wanted, $"{exception.Message}\n{exception.Hint}", sandboxMissing: false, log);
            return;
        }
        catch (PackagesUnavailableException exception)
        {
            Refuse(wanted, $"{exception.Message}\n{exception.Hint}", sandboxMissing: false, log);
            return;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Refuse(wanted, $"the checks could not be set up: {exception.Message}", sandboxMissing: false, log);
            return;
        }

        await verifier.VerifyAsync(application, contract, _pictures, wanted, log, cancellationToken);
    }

    static void Refuse(IEnumerable<string> wanted, string why, bool sandboxMissing, RunLog log)
    {
        foreach (var check in wanted)
        {
            log.Add(new RunEvent.CheckFinished(new(check, false, 0, $"{Verdict.NotMade}{why}") { Refused = sandboxMissing }));
        }
    }
}
