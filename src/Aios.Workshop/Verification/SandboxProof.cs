using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Aios.Workshop.Verification;

/// <summary>Looks, from inside a sandbox, for everything that has to be out of reach there.</summary>
/// <remarks>What cannot be looked at counts as a leak: the proof never takes silence for safety.</remarks>
sealed class SandboxProof(
    SandboxSettings settings, Func<string, CancellationToken, Task> give, Func<SandboxCommand, CancellationToken, Task<SandboxResult>> run)
{
    const string Variable = "AIOS_CANARY";

    // A probe that could not look (a machine short of processes or memory) may look again; one that found something may not.
    const int Looks = 3;

    static readonly TimeSpan _shortTime = TimeSpan.FromMilliseconds(300);

    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        // Nobody can have laid anything there before us.
        var secret = $"aios-canary-{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        var application = Directory.CreateDirectory(Path.Combine(settings.WorkFolder, secret)).FullName;
        string[] canaries = [.. settings.HiddenFolders.Append(settings.WorkFolder).Select(folder => Path.Combine(folder, $".{secret}"))];
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        try
        {
            foreach (var canary in canaries)
            {
                await WriteNewAsync(canary, secret, cancellationToken);
                await SandboxUser.ShowAsync(canary, cancellationToken); // what hides it must be the sandbox, not its mode
            }

            await give(application, cancellationToken);
            Environment.SetEnvironmentVariable(Variable, secret);
            var probe = LookAsync(() => ProbeAsync(application, canaries, ((IPEndPoint)listener.LocalEndpoint).Port, cancellationToken));
            var sleeper = SleepAsync(application, cancellationToken);
            await Task.WhenAll(probe, sleeper);
            Judge(await probe, await sleeper);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
            Array.ForEach(canaries, File.Delete);
            Directory.Delete(application, recursive: true);
        }
    }

    static async Task<SandboxResult> LookAsync(Func<Task<SandboxResult>> probe)
    {
        var result = await probe();
        for (var look = 1; look < Looks && !result.Succeeded; look++)
        {
            result = await probe();
        }

        return result;
    }

    Task<SandboxResult> ProbeAsync(string application, string[] canaries, int port, CancellationToken cancellationToken)
    {
        JsonObject asked = new()
        {
            ["port"] = port,
            ["files"] = new JsonArray([.. canaries.Concat(canaries.SelectMany(ThroughMounts)).Select(file => JsonValue.Create(file))]),
            ["variable"] = Variable,
            ["namespaces"] = new JsonObject(SandboxProbe.Namespaces.Select(name =>
                KeyValuePair.Create(name, (JsonNode?)new FileInfo($"/proc/self/ns/{name}").LinkTarget))),
        };
        SandboxCommand command = new()
        {
            Arguments = [SandboxProbe.Interpreter, "-I", "-c", SandboxProbe.Script, asked.ToJsonString()],
            ApplicationFolder = application,
            Limits = new() { Time = TimeSpan.FromSeconds(20) },
        };
        return run(command, cancellationToken);
    }

    static async Task WriteNewAsync(string file, string text, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, FileMode.CreateNew);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    /// <summary>What a canary would be called inside, if something that is shown on purpose showed it too.</summary>
    IEnumerable<string> ThroughMounts(string canary) =>
        from mount in settings.Mounts
        let way = Path.GetRelativePath(mount.Source, canary)
        where !way.StartsWith("..", StringComparison.Ordinal)
        select Path.Combine(mount.Target, way);

    Task<SandboxResult> SleepAsync(string application, CancellationToken cancellationToken)
    {
        SandboxCommand command = new()
        {
            Arguments = ["/bin/sh", "-c", "(sleep 3; true) & wait"],
            ApplicationFolder = application,
            Limits = new() { Time = _shortTime },
        };
        return run(command, cancellationToken);
    }

    static void Judge(SandboxResult probe, SandboxResult sleeper)
    {
        if (!probe.Succeeded || probe.Output.Trim() != SandboxProbe.NothingFound)
        {
            var looked = probe.Succeeded ? "" : $"the probe did not finish ({probe.Ending}, exit code {probe.ExitCode}). ";
            throw new SandboxUnavailableException(
                $"The sandbox does not isolate, so no generated code is run: {looked}{Evidence.Of(probe.Output)}",
                "bubblewrap 0.8 or newer, python3 and unprivileged user namespaces (sysctl kernel.apparmor_restrict_unprivileged_userns=0 on Ubuntu) are needed");
        }

        if (sleeper.Ending != Ending.TooLong)
        {
            throw new SandboxUnavailableException(
                $"The sandbox does not end what takes too long, so no generated code is run: {Evidence.Of(sleeper.Output)}",
                "bubblewrap 0.8 or newer is needed");
        }
    }
}
