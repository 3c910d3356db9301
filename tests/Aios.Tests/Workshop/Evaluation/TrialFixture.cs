using Aios.Llm.Models;
using Aios.Testing;
using Aios.Tests.Llm.Routing;
using Aios.Tests.Workshop.Running;
using Aios.Workshop.Evaluation;
using Aios.Workshop.Offline;
using Aios.Workshop.Running;
using Aios.Workshop.Verification;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aios.Tests.Workshop.Evaluation;

/// <summary>The shipped trials, prepared once for the tests of a class, with providers and a verifier that do as they are told.</summary>
public sealed class TrialFixture : IAsyncLifetime
{
    readonly TempFolder _temp = new();
    readonly Switched _verifier = new();
    int _runs;

    public FakeTimeProvider Clock { get; } = new(new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public IReadOnlyList<SpecialistTrial> Trials { get; private set; } = [];

    /// <summary>What the last run left.</summary>
    public string Folder => _temp[$"run-{_runs}"];

    /// <summary>Each answer costs this and nothing else: a dollar per million tokens in, ten out.</summary>
    public static ModelPrice Price { get; } = new() { Standard = new() { Input = 1, Output = 10 } };

    public async ValueTask InitializeAsync() =>
        Trials = await new SpecialistTrials(Sample.WebApp, Sample.Team, _verifier, Clock).PrepareAsync([], _temp["reference"], TestContext.Current.CancellationToken);

    public SpecialistTrial Trial(string specialist) => Trials.Single(trial => trial.Specialist == specialist);

    /// <summary>A model that answers as the script says, and like the generator where it says nothing.</summary>
    internal Candidate Candidate(Func<Asked, IAsyncEnumerable<ChatResponseUpdate>?> script, ModelPrice? price = null, string name = "scripted")
    {
        ScriptedProvider provider = new(script, new OfflineProvider(Pace.Unlimited, Clock))
        {
            Name = name,
            Models = [new() { Id = "actor", ContextWindow = 100_000, MaxOutput = 10_000, Prices = price is null ? [] : [price] }],
        };
        return Aios.Workshop.Evaluation.Candidate.Of(Calls.PlanFor(provider).Routes[0]);
    }

    internal async Task<IReadOnlyList<TrialRow>> RunAsync(
        IReadOnlyList<SpecialistTrial> trials, IReadOnlyList<Candidate> candidates, decimal? limit = null, IVerifier? verifier = null, CancellationToken cancellationToken = default)
    {
        _verifier.Now = verifier ?? new ScriptedVerifier();
        _runs++;
        var nonces = 0;
        TrialRunner runner = new(Sample.WebApp, Sample.Team, Calls.RouterAt(Clock), Path.Combine(Folder, "work"), Path.Combine(Folder, "answers"), _ => $"nonce{++nonces}", Clock);
        List<TrialRow> rows = [];
        await foreach (var row in runner.RunAsync(TrialPlan.Of(trials, candidates, Clock.GetUtcNow()), limit, cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }

    public ValueTask DisposeAsync()
    {
        _temp.Dispose();
        return default;
    }

    /// <summary>Each test has its own verifier, and all have the same trials.</summary>
    sealed class Switched : IVerifier
    {
        public IVerifier Now { get; set; } = new ScriptedVerifier();

        public IReadOnlyList<string> Checks => Now.Checks;

        public Task SetUpAsync(CancellationToken cancellationToken) => Now.SetUpAsync(cancellationToken);

        public Task VerifyAsync(string application, string contract, IReadOnlyCollection<string> wanted, RunLog log, CancellationToken cancellationToken) =>
            Now.VerifyAsync(application, contract, wanted, log, cancellationToken);
    }
}
