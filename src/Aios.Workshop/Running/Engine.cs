using System.Security.Cryptography;
using System.Text;
using Aios.Llm.Routing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Artifacts.Repositories;
using Aios.Workshop.Briefs;
using Aios.Workshop.Contracts;
using Aios.Workshop.Estimating;
using Aios.Workshop.Planning;
using Aios.Workshop.Specialists;
using Aios.Workshop.Verification;

namespace Aios.Workshop.Running;

/// <summary>Turns a brief into an application: contract, files, checks, delivery.</summary>
/// <param name="nonce">Gives the nonce of a question.</param>
public sealed class Engine(RouterChatClient models, Workflow workflow, Team team, IVerifier verifier, Func<string, string> nonce)
{
    /// <param name="log">Hears of everything that happens.</param>
    /// <exception cref="BriefException">The brief names nothing that could be built.</exception>
    public async Task RunAsync(RunRequest request, RunLog log, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var setUp = verifier.SetUpAsync(over.Token);
        try
        {
            await BuildAsync(request, log, cancellationToken);
        }
        finally
        {
            await over.CancelAsync();
            await setUp.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // whoever needed it has heard
        }
    }

    async Task BuildAsync(RunRequest request, RunLog log, CancellationToken cancellationToken)
    {
        log.Add(new RunEvent.RunStarted(request.RunId, workflow.Name, request.Brief.Name, Team.Roles));
        var planning = ArtifactFolder.CreateNew(Path.Combine(request.Folder, "planning"));
        var application = ArtifactFolder.CreateNew(Path.Combine(request.Folder, "application"));

        var stage = Contractor(planning, log, request);
        if (await stage.AgreeAsync(log.State.BriefNow(request.Brief), cancellationToken) is not { } agreed)
        {
            log.Add(new RunEvent.RunFinished(RunStatus.Failed, Objection(request, log) ?? "The CTO did not manage to write a contract.", Output: null));
            return;
        }

        var contract = await ApprovedAsync(agreed, planning, request, log, cancellationToken);
        log.Add(new RunEvent.ContractAgreed(contract));
        TaskRunner runner = new(models, workflow, team, application, log, nonce, request.Control);
        var tasks = FileTasks.From(contract, stage.TaskIds, workflow.Layout);
        await new WritingStage(runner, Times, log, request.Control, request.Slots).WriteAsync(
            tasks, stage.TaskIds, new LastingRepairs(contract, workflow.Layout, tasks).In(log.State).Select(repair => repair.Id), cancellationToken);
        await ProvideAsync(application, contract, cancellationToken);
        HistoryStage history = new(request.Git, application, log);
        await history.NoteAsync([.. tasks.Select(task => task.Id)], cancellationToken);

        if (!CheckCompleteness(application, contract, log))
        {
            await history.RecordAsync(cancellationToken);
            log.Add(new RunEvent.RunFinished(RunStatus.Failed, Objection(request, log) ?? "Files are missing.", Output: null));
            return;
        }

        await new RepairStage(runner, workflow, verifier, application, contract, tasks, history, log, request.Control, request.Slots).VerifyAsync(cancellationToken);
        Approve(ApprovalPoint.Delivery, SumOf(application), request, log);
        application.FlushToDisk();
        await request.Kept(); // what is delivered is known to have been made
        await request.Delivery.DeliverAsync(application.Root, CancellationToken.None); // begun, it is finished: nothing half-delivered
        log.Add(Outcome(log.State, request.Delivery.Output));
    }

    /// <summary>The contract that is built to: the CTO's, or the one that the user wrote in its place.</summary>
    /// <exception cref="ApprovalPendingException">The user wants to be asked, and has not answered. The contract lies where it can be read, and edited.</exception>
    static async Task<Contract> ApprovedAsync(Contract agreed, ArtifactFolder planning, RunRequest request, RunLog log, CancellationToken cancellationToken)
    {
        var what = SumOf(agreed.ToJson());
        var contract = log.State.Edited is { } edited && edited.What == what ? edited.Contract : agreed;
        await planning.StageAsync(ContractFile, contract.ToJson(), cancellationToken);
        Approve(ApprovalPoint.Contract, what, request, log);
        return contract;
    }

    /// <exception cref="ApprovalPendingException">The user wants to be asked, and has not answered.</exception>
    static void Approve(ApprovalPoint point, string what, RunRequest request, RunLog log)
    {
        if (request.Approvals.Contains(point) && !log.State.Approvals.Contains((point, what)))
        {
            log.Add(new RunEvent.ApprovalAsked(point, what));
            throw new ApprovalPendingException(point);
        }
    }

    static string SumOf(ArtifactFolder application) => SumOf(string.Join('\0', application.Files.SelectMany(path => new[] { path.Text, File.ReadAllText(Path.Combine(application.Root, path.Text)) })));

    static string SumOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    static string? Objection(RunRequest request, RunLog log) => request.Control.Objection(log.State, log.Now);

    internal static ArtifactPath ContractFile { get; } = new("contract.json");

    /// <summary>What contracts of this workflow have to obey.</summary>
    internal static ContractRules Rules(Workflow workflow, Team team, IReadOnlyCollection<string> checks) =>
        new(team.MayWrite, checks) { Taken = [ContractFile.Text, "report.json", "report.md", .. workflow.Provided.Keys] };

    TaskTimes Times => new(workflow, team, models.PlanFor);

    ContractStage Contractor(ArtifactFolder planning, RunLog log, RunRequest request)
    {
        var reader = new ContractReader();
        return new(
            new(models, workflow, team, planning, log, nonce, request.Control),
            Times,
            reader,
            Rules(workflow, team, verifier.Checks),
            new(workflow, reader.SchemaText, verifier.Checks),
            log,
            request.Control,
            request.Slots);
    }

    async Task ProvideAsync(ArtifactFolder application, Contract contract, CancellationToken cancellationToken)
    {
        application.KeepOnly([.. contract.Files.Select(file => file.Path)]); // a change may have left no use for some
        await application.StageAsync(ContractFile, contract.ToJson(), cancellationToken);
        foreach (var (path, text) in workflow.Provided)
        {
            await application.StageAsync(new(path), text, cancellationToken);
        }
    }

    /// <summary>The first check of all, since no other means anything without it.</summary>
    static bool CheckCompleteness(ArtifactFolder application, Contract contract, RunLog log)
    {
        const string Name = "files-complete";
        log.Add(new RunEvent.CheckStarted(Name, "Every file of the contract is there"));
        var reasons = log.State.Tasks.Values.Where(task => task is { Problem: not null, Task.IsRepair: false }).ToLookup(task => task.Task.Id);
        string[] missing =
        [
            .. contract.Files.Where(file => !application.Has(new(file.Path))).Select(file => $"{file.Path} is missing."),
            .. reasons.SelectMany(tasks => tasks.Where(task => task.Progress is TaskProgress.Failed or TaskProgress.Skipped).Select(task => $"{tasks.Key}: {task.Problem}")),
        ];
        log.Add(new RunEvent.CheckFinished(new(Name, missing.Length == 0, 0, string.Join('\n', missing))));
        return missing.Length == 0;
    }

    /// <summary>A check that was not made is none that passed.</summary>
    RunEvent.RunFinished Outcome(RunState state, string output)
    {
        var failed = state.Verdicts.Where(verdict => !verdict.Passed).Select(verdict => verdict.Name);
        var open = failed.Concat(verifier.Checks.Except(state.Verdicts.Select(verdict => verdict.Name))).ToList();
        return open.Count > 0 ? new(RunStatus.Unverified, $"Not passed: {string.Join(", ", open)}.", output)
            : new(RunStatus.Verified, Reason: null, output);
    }
}

/// <summary>What is to be built, and where it goes.</summary>
/// <param name="Folder">The run's own, for what is not finished yet.</param>
/// <param name="Slots">How many answers may be written at once.</param>
public sealed record RunRequest(string RunId, Brief Brief, string Folder, Delivery Delivery, int Slots)
{
    public RunControl Control { get; init; } = RunControl.None;

    /// <summary>With which the history of the application is kept; null where it is not.</summary>
    public GitProgram? Git { get; init; }

    /// <summary>Where the user wants to be asked before it goes on.</summary>
    public IReadOnlyCollection<ApprovalPoint> Approvals { get; init; } = [];

    /// <summary>Cancelled when what happens cannot be kept any more.</summary>
    public CancellationToken Lost { get; init; }

    /// <summary>Comes back when everything that has happened so far cannot be lost any more.</summary>
    public Func<Task> Kept { get; init; } = () => Task.CompletedTask;
}
