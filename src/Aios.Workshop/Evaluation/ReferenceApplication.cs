using Aios.Llm.Models;
using Aios.Llm.Routing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Briefs;
using Aios.Workshop.Contracts;
using Aios.Workshop.Offline;
using Aios.Workshop.Planning;
using Aios.Workshop.Running;
using Aios.Workshop.Specialists;
using Aios.Workshop.Verification;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aios.Workshop.Evaluation;

/// <summary>What the offline generator makes of a brief: always the same, so that every model is tried on the same tasks, among the same files.</summary>
sealed class ReferenceApplication
{
    const string Nonce = "0123456789ab"; // as long as any
    const int Slots = 16;

    readonly RunState _run;
    readonly Dictionary<string, WorkTask> _tasks;

    ReferenceApplication(RunState run, Contract contract, ArtifactFolder folder, IEnumerable<WorkTask> tasks) =>
        (_run, Contract, Folder, _tasks) = (run, contract, folder, tasks.ToDictionary(task => task.Id));

    public Contract Contract { get; }

    /// <summary>All its files, the contract too.</summary>
    public ArtifactFolder Folder { get; }

    public WorkTask Task(string id) => _tasks[id];

    /// <summary>Each behind those that it needs.</summary>
    public IEnumerable<WorkTask> Tasks => _run.Order.Select(id => _tasks[id]);

    /// <summary>Of the generator's answer.</summary>
    public Usage UsageOf(WorkTask task) => _run.Tasks[task.Id].Usage;

    /// <summary>What is asked for a task, but for the nonce.</summary>
    public Task<TaskQuestion> QuestionAsync(WorkTask task, Workflow workflow, Team team, CancellationToken cancellationToken) =>
        TaskQuestion.ReadAsync(workflow, team[task.Specialist], task, _ => Nonce, Folder, cancellationToken);

    /// <param name="checks">Those that the contract asks for. None is made here.</param>
    /// <param name="folder">Is not there yet.</param>
    /// <param name="brief">Null for the workflow's own.</param>
    /// <exception cref="BriefException">The generator finds nothing in the brief that could be built.</exception>
    public static async Task<ReferenceApplication> BuildAsync(
        Workflow workflow, Team team, IReadOnlyList<string> checks, string folder, TimeProvider clock, CancellationToken cancellationToken, Brief? brief = null)
    {
        brief ??= new("brief", Resource.Text($"Workflows/{workflow.Name}/trials/brief.md"));
        OfflineProvider offline = new(Pace.Unlimited, clock);
        RoutePlan plan = new([new(new(offline, offline.Models[0], offline.ClientFor(offline.Models[0])), "It is always the same.")]);
        Engine engine = new(new(_ => plan, new(clock, NullLogger<Router>.Instance)), workflow, team, new Unchecked(checks), _ => Nonce);
        Delivery delivery = new(Path.Combine(folder, "application"), force: false);
        RunLog log = new(clock);
        await engine.RunAsync(new("reference", brief, Path.Combine(folder, "run"), delivery, Slots), log, cancellationToken);
        return log.State is { Contract: { } contract, Output: { } output }
            ? new(log.State, contract, new(output), TasksOf(workflow, new(workflow, new ContractReader().SchemaText, checks), brief, contract))
            : throw new InvalidOperationException($"The application of {workflow.Name}'s trials was not made: {log.State.Reason}");
    }

    static IEnumerable<WorkTask> TasksOf(Workflow workflow, ContractTasks tasks, Brief brief, Contract contract)
    {
        List<WorkTask> parts = [tasks.Domain(brief), .. tasks.Parts(new(contract.Application, contract.Entities))];
        return [.. parts, .. FileTasks.From(contract, [.. parts.Select(part => part.Id)], workflow.Layout)];
    }

    /// <summary>Leaves the checks to those who want something checked.</summary>
    sealed class Unchecked(IReadOnlyList<string> checks) : IVerifier
    {
        public IReadOnlyList<string> Checks => checks;

        public Task SetUpAsync(CancellationToken cancellationToken) => System.Threading.Tasks.Task.CompletedTask;

        public Task VerifyAsync(string application, string contract, IReadOnlyCollection<string> wanted, RunLog log, CancellationToken cancellationToken) =>
            System.Threading.Tasks.Task.CompletedTask;
    }
}
