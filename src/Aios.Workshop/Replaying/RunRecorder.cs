using Aios.Llm.Spending;
using Aios.Llm.Storage;
using Aios.Workshop.Running;

namespace Aios.Workshop.Replaying;

/// <summary>Makes recordings of the runs of an installation.</summary>
public sealed class RunRecorder(Database database, RunJournal journal)
{
    readonly CallJournal _calls = new(database);

    /// <exception cref="StorageException">Something of it cannot be read.</exception>
    public RunRecording Record(RunRecord run) => new()
    {
        Run = run.Id,
        Version = run.Version,
        Order = run.Order with { NonceKey = null },
        Events = journal.Events(run.Id),
        Calls = [.. _calls.Names(run.Id).Select(name => Call(name, _calls.Find(run.Id, name)!))], // it was just listed
        Nonces = new Dictionary<string, string>(),
    };

    static RecordedCall Call(string name, NamedCall call) => new()
    {
        Name = name,
        Call = call.Call,
        Attempts = [.. call.Attempts.Where(attempt => attempt.Settlement is not null).Select(Attempt)],
        Answer = call.Answer,
        Provider = call.Provider,
        Model = call.Model,
        Partial = call.Partial.Length > 0 ? call.Partial : null,
    };

    static RecordedAttempt Attempt(LedgerEntry entry)
    {
        var (intent, end) = (entry.Reservation.Intent, entry.Settlement!); // those without were left out
        return new(intent.Attempt, intent.Provider, intent.Endpoint, intent.Model, end.Outcome)
        {
            At = intent.At,
            Took = end.Took,
            Usage = end.Usage,
            Reserved = entry.Reservation.Amount,
            Cost = end.Cost,
        };
    }
}
