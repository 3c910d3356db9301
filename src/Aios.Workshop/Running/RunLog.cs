namespace Aios.Workshop.Running;

/// <summary>Where the events of one run are put, in one order for everybody.</summary>
/// <param name="past">The run as it stood when it was left; null for one that begins.</param>
public sealed class RunLog(TimeProvider clock, RunState? past = null)
{
    readonly Lock _order = new();
    readonly List<Action<RunEvent, DateTimeOffset>> _readers = [];
    RunState _state = past ?? new();

    /// <summary>The run as it stands now; safe to read at any time.</summary>
    public RunState State => Volatile.Read(ref _state);

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <param name="reader">Called for each event that is still to come, in order, never two at a time; it must be quick.</param>
    public void Follow(Action<RunEvent, DateTimeOffset> reader) => _readers.Add(reader);

    /// <summary>Something has happened; what the run knows already is no news and is told to nobody.</summary>
    public void Add(RunEvent happened)
    {
        lock (_order)
        {
            if (_state.Knows(happened))
            {
                return;
            }

            Tell(happened, clock.GetUtcNow());
        }
    }

    /// <summary>Something has happened elsewhere, and was written down there with its time.</summary>
    public void Add(JournaledEvent journaled)
    {
        lock (_order)
        {
            Tell(journaled.Happened, journaled.At);
        }
    }

    void Tell(RunEvent happened, DateTimeOffset at)
    {
        Volatile.Write(ref _state, _state.Apply(happened, at));
        foreach (var reader in _readers)
        {
            reader(happened, at);
        }
    }
}
