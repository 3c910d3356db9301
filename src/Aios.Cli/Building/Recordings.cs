using System.CommandLine;
using Aios.Cli.Choosing;
using Aios.Cli.Commands;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Planning;
using Aios.Workshop.Replaying;
using Aios.Workshop.Running;
using Aios.Workshop.Specialists;
using Aios.Workshop.Verification;

namespace Aios.Cli.Building;

/// <summary>Recordings of runs: of this installation, and those that somebody has shared.</summary>
sealed class Recordings(ParseResult parsed, TimeProvider clock)
{
    /// <param name="named">A file, or a run as <see cref="RunLookup"/> understands it.</param>
    /// <returns>With the marks of its questions, so that it can be gone through elsewhere.</returns>
    /// <exception cref="RunUnavailableException">There is none, or it has not come to its end.</exception>
    /// <exception cref="RecordingException">The file holds none.</exception>
    public async Task<RunRecording> ReadAsync(string named, CancellationToken cancellationToken)
    {
        if (File.Exists(named))
        {
            return RunRecording.FromJson(await File.ReadAllTextAsync(named, cancellationToken));
        }

        var home = GlobalOptions.Home(parsed);
        await using var history = await History.OpenAsync(home, clock, cancellationToken);
        var database = history.Database ?? throw RunLookup.None();
        RunJournal journal = new(database, clock);
        var run = RunLookup.Find(named, journal.List());
        if (run.Status is not (RunStatus.Verified or RunStatus.Unverified))
        {
            throw new RunUnavailableException($"Run {run.Id} has not come to its end.", $"Go on with it: aios resume {run.Id}");
        }

        var recording = new RunRecorder(database, journal).Record(run);
        Nonces nonces = new(Convert.FromBase64String(run.Order.NonceKey ?? ""));
        var result = await ReplayAsync(recording, output: null, nonces.For, cancellationToken);
        return recording with { Nonces = result.Nonces };
    }

    /// <param name="output">A folder for the application; null keeps nothing of it.</param>
    /// <param name="nonce">Gives the mark of a question; null takes those of the recording.</param>
    public async Task<ReplayResult> ReplayAsync(RunRecording recording, string? output, Func<string, string>? nonce, CancellationToken cancellationToken)
    {
        var scratch = Directory.CreateTempSubdirectory("aios-replay-").FullName;
        try
        {
            RunReplay replay = new(Workflow.Load(recording.Order.Workflow), Team.Load(), WorkflowVerifier.ChecksOf(recording.Order.Workflow), clock);
            return await replay.RunAsync(recording, scratch, new Delivery(output ?? Path.Combine(scratch, "application"), force: false), nonce, cancellationToken);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }
}
