using System.Diagnostics;

namespace Aios.Cli.Consent;

/// <summary>The user's own editor, which gets the terminal for as long as it takes.</summary>
/// <param name="command">As a shell reads it; the file is put behind it.</param>
sealed class Editor(string command)
{
    const string Usual = "vi";

    /// <param name="environment">Reads a variable; empty counts as absent.</param>
    public static Editor Find(Func<string, string?> environment) =>
        new(((string[])["VISUAL", "EDITOR"]).Select(environment).FirstOrDefault(command => !string.IsNullOrWhiteSpace(command)) ?? Usual);

    public string Command => command;

    /// <remarks>Whatever is cancelled, it is waited for: what its user has not kept yet would be lost, and two programs would read one terminal.</remarks>
    /// <returns>Whether it has ended well.</returns>
    public async Task<bool> OpenAsync(string file, CancellationToken cancellationToken)
    {
        // What it draws goes where we ask: standard output may be a file.
        using var process = Process.Start("/bin/sh", ["-c", $"{command} \"$1\" >&2", "sh", file]);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return process.ExitCode == 0;
    }
}
