using Aios.Workshop.Running;

namespace Aios.Cli.Runs;

/// <summary>How a run stands, in a word.</summary>
static class RunStanding
{
    /// <summary>Of a run that did not end, and that nobody is at work on: it can be gone on with.</summary>
    public const string Interrupted = "interrupted";

    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<RunStatus>().Select(Word), Interrupted];

    public static string Of(RunRecord run) => run is { Status: RunStatus.Running, IsOwned: false } ? Interrupted : Word(run.Status);

    static string Word(RunStatus status) => status.ToString().ToLowerInvariant();
}
