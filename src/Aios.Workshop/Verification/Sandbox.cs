using System.Diagnostics;

namespace Aios.Workshop.Verification;

/// <summary>Runs generated code where it can reach nothing but its own application. Nothing else runs generated code.</summary>
sealed class Sandbox(SandboxSettings settings, TimeProvider clock)
{
    readonly SandboxUser _user = SandboxUser.Choose();
    volatile bool _proved;

    /// <summary>Shows from inside that the sandbox isolates; to be done before each build.</summary>
    /// <exception cref="SandboxUnavailableException">It does not, or there is none. There is no way on without.</exception>
    public async Task ProveAsync(CancellationToken cancellationToken)
    {
        _proved = false;
        RequireBubblewrap(settings.Bubblewrap);
        await SandboxFiles.WriteAsync(settings.WorkFolder, cancellationToken);
        await new SandboxProof(settings, GiveAsync, StartAsync).ShowAsync(cancellationToken);
        _proved = true;
    }

    /// <exception cref="SandboxUnavailableException">It is not there.</exception>
    public static void RequireBubblewrap(string program = SandboxSettings.Installed)
    {
        if (!File.Exists(program))
        {
            throw new SandboxUnavailableException($"Generated code needs bubblewrap to run in, and there is no {program}.", "apt-get install bubblewrap");
        }
    }

    /// <summary>Lets commands change what is in a folder; to be done before it is the application folder of one.</summary>
    public Task GiveAsync(string folder, CancellationToken cancellationToken) => _user.GiveAsync(folder, cancellationToken);

    /// <summary>Runs a program to its end, or to the end of what it may use. Cancelling ends it too, with all it has started.</summary>
    public Task<SandboxResult> RunAsync(SandboxCommand command, CancellationToken cancellationToken) => _proved
        ? StartAsync(command, cancellationToken)
        : throw new InvalidOperationException("The sandbox has to prove itself before it runs anything.");

    async Task<SandboxResult> StartAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ProcessStartInfo start = new(settings.Bubblewrap, new Bubblewrap(settings, _user).Arguments(command))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear(); // --clearenv is for the command; what bubblewrap itself was given can be read in /proc
        using SandboxProcess process = new(start, command.Limits, clock);
        return await process.RunAsync(cancellationToken);
    }
}
