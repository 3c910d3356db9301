using System.Diagnostics;

namespace Aios.Workshop.Verification;

/// <summary>Who generated code is to the kernel: ourselves, or nobody in particular where we are root.</summary>
/// <param name="Id">User and group.</param>
sealed record SandboxUser(bool WeAreRoot, int Id)
{
    /// <summary>What the user and the group are called by number inside.</summary>
    public const int IdInside = 1000;

    // systemd gives these numbers to services for as long as they run: no person and no installed program has one.
    const int FirstId = 61_184;
    const int LastId = 65_519;

    /// <remarks>Two programs at once get different users in all likelihood; the same one would only make their process limit a common one.</remarks>
    public static SandboxUser Choose() => Environment.IsPrivilegedProcess
        ? new(WeAreRoot: true, FirstId + Environment.ProcessId % (LastId - FirstId + 1))
        : new(WeAreRoot: false, IdInside);

    /// <summary>Lets the sandbox's user change what is in a folder.</summary>
    public Task GiveAsync(string folder, CancellationToken cancellationToken) => WeAreRoot
        ? RunAsync("/usr/bin/chown", ["--recursive", "--no-dereference", $"{Id}:{Id}", folder], cancellationToken)
        : Task.CompletedTask; // it is ours, and we are that user

    /// <summary>Lets the sandbox's user read what is in a folder, whatever our umask said when it was written.</summary>
    public static Task ShowAsync(string folder, CancellationToken cancellationToken) =>
        RunAsync("/usr/bin/chmod", ["--recursive", "a+rX", folder], cancellationToken);

    static async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new IOException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }
}
