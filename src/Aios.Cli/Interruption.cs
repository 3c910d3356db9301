using System.Runtime.InteropServices;

namespace Aios.Cli;

/// <summary>What the user's signals ask of the program: to come to rest, or to end at once.</summary>
sealed class Interruption(TimeProvider clock) : IDisposable
{
    /// <summary>Whoever ends a program from outside does not wait for long.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromSeconds(5);

    readonly CancellationTokenSource _draining = new();
    readonly CancellationTokenSource _cut = new(Timeout.InfiniteTimeSpan, clock);

    /// <summary>Nothing new is to be begun; what is being paid for is waited for.</summary>
    public CancellationToken Draining => _draining.Token;

    /// <summary>Everything ends now.</summary>
    public CancellationToken Cut => _cut.Token;

    /// <summary>By whom the program is told to end from outside, and not by its user at the terminal.</summary>
    public bool IsTermination { get; private set; }

    /// <summary>The first signal lets come to an end what goes on; of work that cannot go on later the first ends it.</summary>
    public bool DrainsFirst { get; set; }

    public bool HasCome { get; private set; }

    /// <summary>Another program has the terminal; what is typed there is meant for it.</summary>
    public bool IsLent { get; set; }

    public void Signal(PosixSignal signal)
    {
        if (IsLent && signal == PosixSignal.SIGINT)
        {
            return;
        }

        HasCome = true;
        IsTermination |= signal == PosixSignal.SIGTERM;
        if (DrainsFirst && !_draining.IsCancellationRequested)
        {
            _draining.Cancel();
            if (IsTermination)
            {
                _cut.CancelAfter(Grace);
            }
        }
        else
        {
            _cut.Cancel();
        }
    }

    /// <summary>As the first signal does, where somebody has asked for it in another way.</summary>
    public void Rest() => _draining.Cancel();

    public void Dispose()
    {
        _draining.Dispose();
        _cut.Dispose();
    }
}
