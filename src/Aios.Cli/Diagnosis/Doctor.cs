using System.Globalization;
using System.Runtime.InteropServices;
using Aios.Cli.Configuration;
using Aios.Workshop.Verification;

namespace Aios.Cli.Diagnosis;

/// <summary>Looks whether everything is there that Aios needs on this machine. It installs nothing, and asks a provider only when it is told to.</summary>
sealed class Doctor(Home home, SettingsReader reader, Redactor redactor, Func<string, string?> environment, TimeProvider clock)
{
    const long LeastSpace = 1L << 30;

    static readonly TimeSpan _mostSkew = TimeSpan.FromMinutes(2);

    public async Task<IReadOnlyList<Finding>> ExamineAsync(bool check, CancellationToken cancellationToken)
    {
        var settings = Read(out var configuration);
        return
        [
            new("runtime", Grade.Fine, $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}"),
            configuration,
            .. settings?.Warnings.Select(warning => new Finding("configuration", Grade.Warning, warning)) ?? [],
            .. settings is null ? [] : Keys(settings),
            .. settings is null ? [] : Proxy(settings),
            .. check && settings is not null ? await CheckAsync(settings, cancellationToken) : [],
            Folder("data folder", home.Data),
            Folder("cache folder", home.Cache),
            .. await MachineAsync(cancellationToken),
        ];
    }

    Settings? Read(out Finding finding)
    {
        try
        {
            var settings = reader.Read();
            redactor.Learn(settings.Secrets);
            finding = new("configuration", Grade.Fine, "valid");
            return settings;
        }
        catch (ConfigurationException exception)
        {
            finding = new("configuration", Grade.Failure, exception.Message, "Mend each of these; see: aios config path");
            return null;
        }
    }

    static IEnumerable<Finding> Keys(Settings settings)
    {
        var keys =
            from provider in settings.Providers
            from endpoint in provider.Endpoints
            where endpoint.Key is not null
            select $"{provider.Name} {endpoint.Key!.Value.Masked} ({endpoint.Key.Origin})"; // filtered above
        var held = keys.ToList();
        yield return held.Count > 0
            ? new("keys", Grade.Fine, string.Join(", ", held))
            : new("keys", Grade.Warning, "none; build works offline", $"For real models, set {string.Join(" or ", KnownProvider.All.Where(known => known.WantsKey).Select(known => known.KeyVariable))}.");
    }

    IEnumerable<Finding> Proxy(Settings settings)
    {
        string[] names = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
        if (names.FirstOrDefault(name => environment(name) is { Length: > 0 }) is { } set && settings.Providers.SelectMany(provider => provider.Endpoints).All(endpoint => endpoint.Proxy is null))
        {
            yield return new("proxy", Grade.Warning, $"{set} is set, and no endpoint uses it", "If there is no other way out of here, give the endpoint a \"proxy\" in your aios.json.");
        }
    }

    async Task<IEnumerable<Finding>> CheckAsync(Settings settings, CancellationToken cancellationToken)
    {
        var checks = await Task.WhenAll(
            from provider in settings.Providers
            where provider.IsConfigured
            from endpoint in provider.Usable
            select FindAsync(provider, endpoint, cancellationToken));
        return checks.SelectMany(findings => findings);
    }

    async Task<IEnumerable<Finding>> FindAsync(ProviderSettings provider, EndpointSettings endpoint, CancellationToken cancellationToken)
    {
        var name = $"{provider.Name} {endpoint.Name}";
        var check = await EndpointCheck.MakeAsync(provider, endpoint, clock, cancellationToken);
        var answer = check.Failure is { } failure
            ? new Finding(name, Grade.Failure, failure.Message, FailureProblem.Of(failure).Hint)
            : new(name, Grade.Fine, string.Create(CultureInfo.InvariantCulture, $"answers in {check.Took.TotalMilliseconds:0} ms, {check.Models?.Count} models"));
        return check.Skew is { } skew && skew.Duration() > _mostSkew
            ? [answer, new("clock", Grade.Warning, string.Create(CultureInfo.InvariantCulture, $"{provider.Name} says it is {skew.Duration().TotalSeconds:0} s {(skew > TimeSpan.Zero ? "later" : "earlier")} than here"), "Set this machine's clock; waits that providers ask for depend on it.")]
            : [answer];
    }

    /// <remarks>A folder that is not there yet is as good as the one it would be made in.</remarks>
    static Finding Folder(string name, string folder)
    {
        try
        {
            var there = folder;
            while (!Directory.Exists(there))
            {
                there = Path.GetDirectoryName(there) ?? "/";
            }

            var probe = Path.Combine(there, $".aios-{Environment.ProcessId}");
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
            }

            var space = new DriveInfo(there).AvailableFreeSpace;
            var found = string.Create(CultureInfo.InvariantCulture, $"{folder}, {space / (double)(1L << 30):0.0} GB free");
            return space >= LeastSpace ? new(name, Grade.Fine, found) : new(name, Grade.Warning, found, "A build with its checks wants about 1 GB.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(name, Grade.Failure, $"{folder} cannot be written: {exception.Message}", "Look at its rights, or choose another with --home.");
        }
    }

    async Task<IEnumerable<Finding>> MachineAsync(CancellationToken cancellationToken)
    {
        var work = Directory.CreateTempSubdirectory("aios-doctor-").FullName;
        try
        {
            MachineTrial trial = new(
                new()
                {
                    Workflow = "web-app",
                    WorkFolder = work,
                    CacheFolder = home.Cache,
                    HiddenFolders = [Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)],
                    Path = environment("PATH") ?? "",
                },
                clock);
            return
            [
                await TryAsync("node, npm, chromium", () => Task.Run(trial.FindTools, cancellationToken)),
                await TryAsync("sandbox, python", () => trial.ProveSandboxAsync(cancellationToken)),
            ];
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    static async Task<Finding> TryAsync(string name, Func<Task> trial)
    {
        try
        {
            await trial();
            return new(name, Grade.Fine, "there, and as it should be");
        }
        catch (SandboxUnavailableException exception)
        {
            return new(name, Grade.Failure, exception.Message, exception.Hint);
        }
        catch (ToolsMissingException exception)
        {
            return new(name, Grade.Failure, exception.Message, exception.Hint);
        }
    }
}
