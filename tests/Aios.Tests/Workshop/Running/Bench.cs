using System.Collections.Concurrent;
using Aios.Testing;
using Aios.Tests.Llm.Routing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Artifacts.Repositories;
using Aios.Workshop.Offline;
using Aios.Workshop.Planning;
using Aios.Workshop.Reporting;
using Aios.Workshop.Running;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace Aios.Tests.Workshop.Running;

/// <summary>A whole workshop in a folder of its own. The offline provider does the tasks, but for those whose answers a test replaces.</summary>
sealed class Bench : IDisposable
{
    readonly FakeTimeProvider _clock = new(new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    readonly ConcurrentDictionary<string, Func<Asked, IAsyncEnumerable<ChatResponseUpdate>?>> _replaced = [];
    readonly ConcurrentDictionary<string, int> _times = [];
    int _nonces;

    /// <param name="domain">What the CTO reads from the brief.</param>
    public Bench(string domain = Domains.Todo)
    {
        Log = new(_clock);
        Provider = new(Script, new OfflineProvider(Pace.Unlimited, _clock));
        Always("contract/domain", asked => Say.Files(asked, ("contract/domain.json", domain + "\n")));
    }

    public TempFolder Temp { get; } = new();

    public RunLog Log { get; }

    public RunState State => Log.State;

    public ScriptedProvider Provider { get; }

    public ScriptedVerifier Verifier { get; init; } = new();

    public Workflow Workflow { get; init; } = Sample.SmallApp;

    public Report Report => new Reporter(Pace.Unlimited, new Dictionary<string, long>()).Of(State);

    public string Output => Temp["out"];

    /// <summary>Everything that is on the disk, by its path below the folder.</summary>
    public IEnumerable<string> Disk => Temp.Entries();

    /// <summary>The questions that were asked about a task.</summary>
    public IReadOnlyList<Asked> AskedAbout(string task) => [.. Provider.Asked.Where(asked => asked.Task == task)];

    public void Always(string task, Func<Asked, IAsyncEnumerable<ChatResponseUpdate>> answer) => _replaced[task] = answer;

    /// <summary>Replaces the first answer only.</summary>
    public void Once(string task, Func<Asked, IAsyncEnumerable<ChatResponseUpdate>> answer) =>
        _replaced[task] = asked => _times[task] == 1 ? answer(asked) : null;

    public Engine Engine => new(new(_ => Calls.PlanFor(Provider), Calls.RouterAt(_clock)), Workflow, Sample.Team, Verifier, _ => $"nonce{Interlocked.Increment(ref _nonces)}");

    public RunLimits Limits { get; init; } = RunControl.None.Limits;

    public GitProgram? Git { get; init; }

    public RunRequest Request => new("run-1", new("todo", "A todo has a title (required) and a done flag."), Temp["run"], new Delivery(Output, force: false), Slots: 4)
    {
        Control = new(Limits),
        Git = Git,
    };

    public Task RunAsync(CancellationToken cancellationToken) => Engine.RunAsync(Request, Log, cancellationToken);

    public TaskState Task(string id) => State.Tasks[id];

    public void Dispose() => Temp.Dispose();

    IAsyncEnumerable<ChatResponseUpdate>? Script(Asked asked)
    {
        _times.AddOrUpdate(asked.Task, 1, (_, times) => times + 1);
        return _replaced.TryGetValue(asked.Task, out var answer) ? answer(asked) : null;
    }
}
