using System.Diagnostics;

namespace Aios.Workshop.Verification;

/// <summary>One running command of a sandbox, watched until its end.</summary>
/// <remarks>All its processes live in one namespace whose first one dies with bubblewrap: to kill that is to kill them all.</remarks>
sealed class SandboxProcess(ProcessStartInfo start, SandboxLimits limits, TimeProvider clock) : IDisposable
{
    const int KeptOutput = 64 << 10;

    static readonly TimeSpan _betweenLooks = TimeSpan.FromMilliseconds(50);

    readonly Process _process = new() { StartInfo = start };
    readonly OutputTail _output = new(KeptOutput);
    int _ending = (int)Ending.ByItself;

    public async Task<SandboxResult> RunAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var exited = await StartAsync();

        using var timeout = new CancellationTokenSource(limits.Time, clock);
        await using var tooLong = timeout.Token.Register(() => End(Ending.TooLong));
        await using var cancelled = cancellationToken.Register(Kill);
        using var looks = new PeriodicTimer(_betweenLooks, clock);
        var watching = WatchAsync(looks);

        await Task.WhenAll(exited, KeepAsync(_process.StandardOutput), KeepAsync(_process.StandardError));
        looks.Dispose(); // ends the watching
        await watching;
        cancellationToken.ThrowIfCancellationRequested();
        return new()
        {
            Ending = (Ending)_ending,
            ExitCode = _process.ExitCode,
            Output = _output.ToString(),
            Duration = clock.GetElapsedTime(started),
        };
    }

    public void Dispose() => _process.Dispose();

    /// <summary>Returns once the process runs; the task that it returns is done when the process has ended.</summary>
    /// <remarks>
    /// The kernel ends bubblewrap when the <em>thread</em> that started it ends, and those of the pool come and go:
    /// so it gets a thread of its own, which stays as long as it does.
    /// </remarks>
    async Task<Task> StartAsync()
    {
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var exited = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    _process.Start();
                    _process.StandardInput.Close();
                    started.SetResult();
                }
                catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException)
                {
                    started.SetException(exception);
                    return;
                }

                _process.WaitForExit();
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await started.Task;
        return exited;
    }

    Task KeepAsync(StreamReader stream) => _output.ReadAsync(stream.BaseStream, written =>
    {
        if (written > limits.OutputBytes)
        {
            End(Ending.TooMuchOutput);
        }
    });

    async Task WatchAsync(PeriodicTimer looks)
    {
        while (await looks.WaitForNextTickAsync())
        {
            var used = ProcessTree.Of(_process.Id);
            if (used.MemoryBytes > limits.MemoryBytes)
            {
                End(Ending.TooMuchMemory);
            }
            else if (used.Processes >= limits.Processes)
            {
                End(Ending.TooManyProcesses);
            }
        }
    }

    void End(Ending ending)
    {
        Interlocked.CompareExchange(ref _ending, (int)ending, (int)Ending.ByItself);
        Kill();
    }

    /// <remarks>
    /// While it is put up, bubblewrap's child waits for a word of its parent before it asks the kernel to die with it. Left alone then, it would wait for
    /// ever, and hold the pipes that we read to their end: so it is killed too.
    /// </remarks>
    void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (AggregateException)
        {
            // Some could not be killed one by one; where the sandbox stands, they have ended with their first process.
        }
    }
}
