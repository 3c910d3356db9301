using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Xunit;

namespace Aios.Testing;

/// <summary>The program as its users run it: a process of its own, with an empty home.</summary>
public sealed class AiosProcess : IDisposable
{
    static readonly TimeSpan _longest = TimeSpan.FromMinutes(5);

    /// <summary>Nobody listens there, so that no test asks a vendor by mistake; and whoever chooses no model gets the offline one.</summary>
    static readonly Dictionary<string, string> _nowhere = new()
    {
        ["ANTHROPIC_BASE_URL"] = "http://127.0.0.1:1",
        ["OPENAI_BASE_URL"] = "http://127.0.0.1:1/v1",
        ["OLLAMA_HOST"] = "http://127.0.0.1:1",
        ["VLLM_BASE_URL"] = "http://127.0.0.1:1/v1",
        ["AIOS_MODEL"] = "offline",
    };

    /// <summary>Programs that run it within.</summary>
    static readonly Dictionary<string, string> _others = new() { ["bwrap"] = "/usr/bin/bwrap", ["script"] = "/usr/bin/script" };

    static readonly string[] _own = ["ANTHROPIC_", "OPENAI_", "OLLAMA_", "VLLM_", "AIOS_"];

    readonly TempFolder _folder = new();

    /// <summary>Where it is started.</summary>
    public TempFolder Folder => _folder;

    /// <summary>Whether it finds a key of every provider, none of which opens anything: as long as nobody chooses a model it still writes offline.</summary>
    public bool HasKeys { get; init; } = true;

    /// <summary>What a test sets instead; null takes a variable away.</summary>
    public Dictionary<string, string?> Variables { get; } = [];

    /// <summary>The packages for checks outlast a test, as they do between a user's runs.</summary>
    public static string Cache { get; } = Environment.GetEnvironmentVariable("AIOS_CACHE") is { Length: > 0 } cache
        ? cache
        : Environment.IsPrivilegedProcess ? "/var/cache/aios" : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "aios");

    /// <summary>Runs it to its end, and looks whether it has shown or kept a key.</summary>
    /// <param name="heard">Told what standard output has said so far, each time that it says more.</param>
    /// <param name="input">Null leaves standard input open.</param>
    public async Task<Ended> RunAsync(
        IReadOnlyList<string> arguments, CancellationToken cancellationToken, string? input = "", Func<Process, Task>? meanwhile = null, Action<string>? heard = null)
    {
        using var process = Process.Start(Start(arguments)) ?? throw new InvalidOperationException("No process began.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_longest);
        await using var kill = limit.Token.Register(() => process.Kill(entireProcessTree: true));

        var output = HearAsync(process.StandardOutput, heard);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            if (input is not null)
            {
                await process.StandardInput.WriteAsync(input);
                process.StandardInput.Close();
            }

            await (meanwhile?.Invoke(process) ?? Task.CompletedTask);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        await process.WaitForExitAsync(CancellationToken.None);
        limit.Token.ThrowIfCancellationRequested();
        Ended ended = new(process.ExitCode, await output, await error);
        Assert.Empty(Canaries.In(ended.Output).Select(each => $"standard output: {each}"));
        Assert.Empty(Canaries.In(ended.Error).Select(each => $"standard error: {each}"));
        Assert.Empty(Canaries.Within(_folder.Path));
        return ended;
    }

    /// <summary>The same at a terminal of 100 columns and 30 rows; everything that is shown there is in the output.</summary>
    /// <remarks>A shell makes what runs in its background deaf to Ctrl-C; here the program hears it all the same.</remarks>
    /// <param name="type">Given what has been shown so far and the program's process: what is typed now; null for nothing.</param>
    public async Task<Ended> TypeAsync(IReadOnlyList<string> arguments, Func<string, Func<Process>, string?> type, CancellationToken cancellationToken)
    {
        var words = string.Join(' ', ((string[])["dotnet", Program, .. arguments]).Select(word => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        var shown = Channel.CreateUnbounded<string>();
        return await RunAsync(
            ["script", "-qec", $"export TERM=xterm-256color; stty cols 100 rows 30; exec env --default-signal=INT,QUIT {words}", "/dev/null"],
            cancellationToken,
            input: null,
            heard: said => shown.Writer.TryWrite(said),
            meanwhile: async script =>
            {
                _ = script.WaitForExitAsync(cancellationToken).ContinueWith(_ => shown.Writer.TryComplete(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                await foreach (var said in shown.Reader.ReadAllAsync(cancellationToken))
                {
                    if (type(said, () => ChildOf(script)) is { } typed)
                    {
                        await script.StandardInput.WriteAsync(typed);
                        await script.StandardInput.FlushAsync(cancellationToken);
                    }
                }
            });
    }

    /// <summary>Each answer as soon as what it answers has been shown since the one before.</summary>
    public Task<Ended> TypeAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken, params IReadOnlyList<(string Shown, string Typed)> talk)
    {
        var (next, read) = (0, 0);
        return TypeAsync(
            arguments,
            (said, _) =>
            {
                if (next == talk.Count || !said.AsSpan(read).Contains(talk[next].Shown, StringComparison.Ordinal))
                {
                    return null;
                }

                read = said.Length;
                return talk[next++].Typed;
            },
            cancellationToken);
    }

    public void Dispose() => _folder.Dispose();

    static Process ChildOf(Process script) => Process.GetProcessById(int.Parse(File.ReadAllText($"/proc/{script.Id}/task/{script.Id}/children").Trim(), CultureInfo.InvariantCulture));

    static async Task<string> HearAsync(StreamReader output, Action<string>? heard)
    {
        StringBuilder all = new();
        var buffer = new char[4096];
        while (await output.ReadAsync(buffer, CancellationToken.None) is > 0 and var count)
        {
            all.Append(buffer, 0, count);
            heard?.Invoke(all.ToString());
        }

        return all.ToString();
    }

    ProcessStartInfo Start(IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new(_others.GetValueOrDefault(arguments[0], "dotnet"), _others.ContainsKey(arguments[0]) ? arguments.Skip(1) : [Program, .. arguments])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(name => _own.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))).ToList())
        {
            start.Environment.Remove(inherited); // whoever runs the tests may have keys that cost money
        }

        foreach (var (name, value) in HasKeys ? Canaries.Keys.Concat(_nowhere) : [])
        {
            start.Environment[name] = value;
        }

        start.Environment["HOME"] = Directory.CreateDirectory(_folder["home"]).FullName;
        start.Environment["AIOS_CACHE"] = Cache;
        start.Environment.Remove("XDG_DATA_HOME");
        start.Environment.Remove("XDG_CONFIG_HOME");
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

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
