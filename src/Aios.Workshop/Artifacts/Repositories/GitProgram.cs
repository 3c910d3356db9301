using System.ComponentModel;
using System.Diagnostics;
using Aios.Workshop.Verification;

namespace Aios.Workshop.Artifacts.Repositories;

/// <summary>git, run so that nothing steers it but what we say: no settings of the user or the machine, no hooks, no questions.</summary>
public sealed class GitProgram
{
    const int MaxOutput = 64 << 20;
    const int KeptErrors = 16 << 10;

    /// <summary>A repository's own settings stay in force, so whatever in them could run something or change bytes is overruled.</summary>
    static readonly string[] _settings =
    [
        "core.hooksPath=/dev/null", "core.fsmonitor=false", "core.untrackedCache=false", "core.autocrlf=false", "core.safecrlf=false", "core.eol=lf",
        "core.attributesFile=/dev/null", "core.excludesFile=/dev/null", "core.quotePath=false", "core.alternateRefsCommand=true", "core.editor=true", "core.askPass=true",
        "commit.gpgSign=false", "tag.gpgSign=false", "log.showSignature=false", "gc.auto=0", "maintenance.auto=false",
        "protocol.allow=never", "submodule.recurse=false", "advice.detachedHead=false",
    ];

    static readonly Dictionary<string, string> _environment = new()
    {
        ["LC_ALL"] = "C",
        ["GIT_CONFIG_NOSYSTEM"] = "1",
        ["GIT_CONFIG_GLOBAL"] = "/dev/null",
        ["GIT_ATTR_NOSYSTEM"] = "1",
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["GIT_PAGER"] = "cat",
        ["GIT_EDITOR"] = "true",
        ["GIT_OPTIONAL_LOCKS"] = "0",
        ["GIT_NO_REPLACE_OBJECTS"] = "1",
        ["GIT_LITERAL_PATHSPECS"] = "1",
        ["GIT_ALLOW_PROTOCOL"] = "none",
    };

    /// <summary>Many runs at once make many repositories; more processes than cores only wait for each other.</summary>
    static readonly SemaphoreSlim _turns = new(Math.Max(2, Environment.ProcessorCount));

    readonly string _program;
    readonly string _path;

    GitProgram(string program, string path) => (_program, _path) = (program, path);

    /// <param name="path">The folders in which to look, as PATH lists them. A relative one is left out: what lies in the working folder is not run because it is called git.</param>
    /// <exception cref="WorkspaceException">It is not there.</exception>
    public static GitProgram Find(string path)
    {
        var folders = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathFullyQualified).ToList();
        var name = OperatingSystem.IsWindows() ? "git.exe" : "git";
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } program
            ? new(program, string.Join(Path.PathSeparator, folders))
            : throw new WorkspaceException("git is not installed, so a run's history is not kept as a repository.", "Install it (apt-get install git); everything else works without it.");
    }

    /// <param name="where">The working folder.</param>
    /// <param name="repository">The repository, where it is not to be looked for from the working folder upwards.</param>
    /// <param name="input">Writes what it reads.</param>
    /// <exception cref="WorkspaceException">It cannot be started, or says more than anybody could want.</exception>
    internal async Task<GitResult> RunAsync(
        string where, string? repository, IReadOnlyList<string> arguments, CancellationToken cancellationToken, Func<Stream, Task>? input = null)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            using Process process = new() { StartInfo = Start(where, repository, arguments) };
            Begin(process);
            await using var killed = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
            var output = ReadAsync(process);
            OutputTail errors = new(KeptErrors);
            var complaints = errors.ReadAsync(process.StandardError.BaseStream);
            await WriteAsync(process.StandardInput, input);
            await Task.WhenAll(output, complaints, process.WaitForExitAsync(CancellationToken.None));
            cancellationToken.ThrowIfCancellationRequested();
            return new(process.ExitCode, await output ?? throw new WorkspaceException($"git {arguments[0]} said more than {MaxOutput >> 20} MB.", "The repository is larger than any that Aios makes."), errors.ToString());
        }
        finally
        {
            _turns.Release();
        }
    }

    ProcessStartInfo Start(string where, string? repository, IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new(_program, [.. _settings.SelectMany(setting => (string[])["-c", setting]), .. arguments])
        {
            WorkingDirectory = where,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["PATH"] = _path;
        if (repository is not null)
        {
            start.Environment["GIT_DIR"] = repository;
            start.Environment["GIT_WORK_TREE"] = where;
        }

        return start;
    }

    static void Begin(Process process)
    {
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            throw new WorkspaceException($"git cannot be started: {exception.Message}", "Look whether it is installed and may be run.", exception);
        }
    }

    /// <returns>Null where it was too much; then the process is ended.</returns>
    static async Task<byte[]?> ReadAsync(Process process)
    {
        MemoryStream all = new();
        var buffer = new byte[64 << 10];
        while (await process.StandardOutput.BaseStream.ReadAsync(buffer) is > 0 and var count)
        {
            if (all.Length + count > MaxOutput)
            {
                process.Kill(entireProcessTree: true);
                return null;
            }

            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }

    static async Task WriteAsync(StreamWriter standardInput, Func<Stream, Task>? input)
    {
        try
        {
            await (input?.Invoke(standardInput.BaseStream) ?? Task.CompletedTask);
            standardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything; its exit code and its words say why.
        }
    }
}
