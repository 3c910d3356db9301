using System.Security.Cryptography;
using System.Text;
using Aios.Llm.Hosting;
using Aios.Llm.Routing;
using Aios.Llm.Spending;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Planning;
using Aios.Workshop.Running;
using Aios.Workshop.Specialists;
using Aios.Workshop.Verification;

namespace Aios.Workshop.Replaying;

/// <summary>Goes through a recorded run again, from its brief to its last file, with the recorded answers and without any provider.</summary>
/// <remarks>Everything is done as it was done then: questions are put together, answers read and judged, files written. Only what was answered and what the checks found comes from the recording.</remarks>
/// <param name="checks">The names of the checks that the workflow has.</param>
public sealed class RunReplay(Workflow workflow, Team team, IReadOnlyList<string> checks, TimeProvider clock)
{
    /// <param name="scratch">A folder of its own, for as long as it lasts.</param>
    /// <param name="output">Where the application goes.</param>
    /// <param name="nonce">Gives the mark of a question; null takes those of the recording.</param>
    public async Task<ReplayResult> RunAsync(RunRecording recording, string scratch, Delivery output, Func<string, string>? nonce, CancellationToken cancellationToken)
    {
        await using var installation = await RouterInstallation.OpenAsync(new() { Database = Path.Combine(scratch, "replay.db") }, clock, cancellationToken);
        await RestoreAsync(recording, installation, cancellationToken);

        var recorded = recording.Events.Aggregate(new RunState(), (state, happened) => state.Apply(happened.Happened, happened.At));
        RunLog log = new(clock, recorded);
        List<RunEvent> news = [];
        log.Follow((happened, _) => news.Add(happened));
        Dictionary<string, string> nonces = [];
        Engine engine = new(installation.ModelsFor(_ => new([])), workflow, team, new RecordedVerifier(checks, recorded), Nonce);
        RunRequest request = new(recording.Run, recording.Order.Brief, Path.Combine(scratch, "run"), output, Slots: 1)
        {
            Control = new(RunControl.None.Limits with { Repairs = recorded.Repairs.Count - recorded.RepairsBefore }), // nobody is asked for more than then
        };
        await engine.RunAsync(request, log, cancellationToken);
        return new(recorded, [.. news.Where(IsNews)], Differences(recorded, output.Output), nonces);

        string Nonce(string question)
        {
            var sum = Sum(Encoding.UTF8.GetBytes(question));
            return nonces[sum] = nonce?.Invoke(question) ?? recording.Nonces.GetValueOrDefault(sum, "unknown");
        }

        bool IsNews(RunEvent happened) => happened switch
        {
            RunEvent.CheckStarted => false,
            RunEvent.RepairEnded => false, // by another limit, perhaps: that nobody is asked for more is what counts
            RunEvent.TaskFailed failed => recorded.Tasks.GetValueOrDefault(failed.Task)?.Task.IsRepair != true, // it failed then as well, or the files would differ
            RunEvent.CheckFinished check => !recorded.Verdicts.Contains(check.Verdict) && check.Verdict.Name != "files-complete",
            RunEvent.RunFinished finished => finished.Status != recorded.Status,
            _ => true,
        };
    }

    /// <summary>As if the answers had been bought here.</summary>
    static async Task RestoreAsync(RunRecording recording, RouterInstallation installation, CancellationToken cancellationToken)
    {
        CallJournal journal = new(installation.Database!); // it has a file
        foreach (var call in recording.Calls)
        {
            foreach (var attempt in call.Attempts)
            {
                var reservation = await installation.Ledger.ReserveAsync(IntentOf(recording, call, attempt), cancellationToken);
                if (call.Partial is { } partial && attempt == call.Attempts[^1])
                {
                    await journal.AddAsync(reservation.Id, 0, partial, cancellationToken);
                }

                await installation.Ledger.SettleAsync(reservation, SettlementOf(attempt, attempt == call.Attempts[^1] ? call.Answer : null));
            }

            if (call is { Attempts: [], Answer: { } answer, Provider: { } provider, Model: { } model })
            {
                await journal.AdoptAsync(recording.Run, call.Name, call.Call, provider, model, answer, cancellationToken);
            }
        }
    }

    static Intent IntentOf(RunRecording recording, RecordedCall call, RecordedAttempt attempt) => new()
    {
        Call = call.Call,
        Attempt = attempt.Number,
        Name = call.Name,
        Spender = new() { Run = recording.Run },
        Provider = attempt.Provider,
        Endpoint = attempt.Endpoint,
        Model = attempt.Model,
        Kind = RouteRequest.Question,
        Worst = attempt.Reserved,
        At = attempt.At,
    };

    static Settlement SettlementOf(RecordedAttempt attempt, KeptText? answer) => new()
    {
        Outcome = attempt.Outcome,
        Usage = attempt.Usage,
        Cost = attempt.Cost,
        Took = attempt.Took,
        At = attempt.At + attempt.Took,
        Answer = answer,
    };

    /// <summary>Every file of a task whose bytes are not those that were recorded.</summary>
    static IReadOnlyList<string> Differences(RunState recorded, string output) =>
    [
        .. from written in recorded.Written
           where written.Task.Task.Specialist != ContractTasks.Planner
           let file = written.File
           let path = Path.Combine(output, file.Path)
           where !File.Exists(path) || (file.Sum is { } sum && Sum(File.ReadAllBytes(path)) != sum)
           select file.Path,
    ];

    static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Finds what was found then.</summary>
    sealed class RecordedVerifier(IReadOnlyList<string> checks, RunState recorded) : IVerifier
    {
        public IReadOnlyList<string> Checks => checks;

        public Task SetUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task VerifyAsync(string application, string contract, IReadOnlyCollection<string> wanted, RunLog log, CancellationToken cancellationToken)
        {
            foreach (var verdict in recorded.Verdicts.Where(verdict => wanted.Contains(verdict.Name)))
            {
                log.Add(new RunEvent.CheckStarted(verdict.Name, verdict.Name));
                log.Add(new RunEvent.CheckFinished(verdict));
            }

            return Task.CompletedTask;
        }
    }
}

/// <summary>What came of going through a run again.</summary>
/// <param name="Recorded">The run as its events tell it.</param>
/// <param name="News">What happened otherwise than it was recorded; nothing, where the run is reproduced.</param>
/// <param name="Different">The files that are not what they were, byte for byte.</param>
/// <param name="Nonces">The mark of each question, by a sum over it.</param>
public sealed record ReplayResult(RunState Recorded, IReadOnlyList<RunEvent> News, IReadOnlyList<string> Different, IReadOnlyDictionary<string, string> Nonces)
{
    public bool IsSame => News.Count == 0 && Different.Count == 0;
}
