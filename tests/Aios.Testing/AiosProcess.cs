using System.Diagnostics;
using System.Text.Json;

namespace Aios.Testing;

/// <summary>The program as its users run it: a process of its own, with an empty home.</summary>
public sealed class AiosProcess : IDisposable
{
    static readonly TimeSpan _longest = TimeSpan.FromMinutes(5);

    readonly TempFolder _folder = new();

    /// <summary>Where it is started.</summary>
    public TempFolder Folder => _folder;

    /// <summary>The packages for checks outlast a test, as they do between a user's runs.</summary>
    public static string Cache { get; } = Environment.GetEnvironmentVariable("AIOS_CACHE") is { Length: > 0 } cache
        ? cache
        : Environment.IsPrivilegedProcess ? "/var/cache/aios" : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "aios");

    public async Task<Ended> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken, string input = "", Func<Process, Task>? meanwhile = null)
    {
        using var process = Process.Start(Start(arguments)) ?? throw new InvalidOperationException("No process began.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_longest);
        await using var kill = limit.Token.Register(() => process.Kill(entireProcessTree: true));

        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        if (meanwhile is not null)
        {
            await meanwhile(process);
        }

        await process.WaitForExitAsync(CancellationToken.None);
        limit.Token.ThrowIfCancellationRequested();
        return new(process.ExitCode, await output, await error);
    }

    public void Dispose() => _folder.Dispose();

    ProcessStartInfo Start(IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new(arguments[0] == "bwrap" ? "/usr/bin/bwrap" : "dotnet", arguments[0] == "bwrap" ? arguments.Skip(1) : [Program, .. arguments])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = Directory.CreateDirectory(_folder["home"]).FullName;
        start.Environment["AIOS_CACHE"] = Cache;
        start.Environment.Remove("AIOS_HOME");
        start.Environment.Remove("XDG_DATA_HOME");
        return start;
    }

    /// <summary>The program, built as these tests were.</summary>
    public static string Program { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Aios.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "aios.dll"));
}

/// <summary>What a process left.</summary>
public sealed record Ended(int Code, string Output, string Error)
{
    /// <summary>Standard output, which has to be one JSON document and nothing else.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;
}
