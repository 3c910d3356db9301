using Aios.Cli.Configuration;
using Aios.Cli.Display;
using Aios.Llm.Hosting;
using Aios.Llm.Routing;
using Aios.Llm.Storage;
using Aios.Workshop.Running;

namespace Aios.Cli.Choosing;

/// <summary>The router of this machine's user, which remembers what earlier commands have spent and learned.</summary>
static class Installation
{
    /// <summary>Of all that keeps something in its file, whichever command opens it: one that only looks changes nothing then.</summary>
    public static IReadOnlyList<Schema> Schemas { get; } = [.. RouterInstallation.Schemas, RunJournal.Schema];

    /// <param name="ended">Told of every attempt when it has ended and is written down.</param>
    /// <exception cref="StorageException">What is remembered cannot be read, or written.</exception>
    public static Task<RouterInstallation> OpenAsync(
        Home home, Settings settings, Output output, TimeProvider clock, Action<ModelCall, Attempt>? ended, CancellationToken cancellationToken) =>
        RouterInstallation.OpenAsync(
            new()
            {
                Database = home.Database,
                Schemas = [RunJournal.Schema],
                ReusedKinds = settings.ReusedKinds?.Value ?? [],
                Alerted = alert => output.Warn([alert.ToString()]),
                Ended = ended,
            },
            clock,
            cancellationToken);
}
