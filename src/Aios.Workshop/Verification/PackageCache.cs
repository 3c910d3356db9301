using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Aios.Workshop.Verification;

/// <summary>npm packages, installed once for all applications that pin the same ones.</summary>
/// <param name="npm">The program that installs.</param>
/// <param name="nodeVersion">Packages for one version need not work with another.</param>
sealed class PackageCache(string folder, string npm, string nodeVersion, TimeProvider clock)
{
    const int KeptOutput = 16 << 10;
    const string Staging = ".installing-";

    static readonly TimeSpan _longest = TimeSpan.FromMinutes(5);

    /// <summary>Installs what a folder's <c>package.json</c> and <c>package-lock.json</c> ask for, unless that was done before.</summary>
    /// <returns>The folder <c>node_modules</c>.</returns>
    /// <exception cref="PackagesUnavailableException"/>
    public async Task<string> InstallAsync(string manifests, CancellationToken cancellationToken)
    {
        string[] files = [Path.Combine(manifests, "package.json"), Path.Combine(manifests, "package-lock.json")];
        var installed = Path.Combine(folder, await KeyAsync(files, cancellationToken));
        if (!Directory.Exists(installed))
        {
            RemoveLeftOvers();
            var staging = Directory.CreateDirectory(Path.Combine(folder, $"{Staging}{Environment.ProcessId}-{Path.GetRandomFileName()}")).FullName;
            try
            {
                Array.ForEach(files, file => File.Copy(file, Path.Combine(staging, Path.GetFileName(file))));
                await RunNpmAsync(staging, cancellationToken);
                await SandboxUser.ShowAsync(staging, cancellationToken);
                Publish(staging, installed);
            }
            finally
            {
                Remove(staging);
            }
        }

        return Path.Combine(installed, "node_modules");
    }

    async Task<string> KeyAsync(string[] files, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(nodeVersion));
        foreach (var file in files)
        {
            var content = await File.ReadAllBytesAsync(file, cancellationToken);
            hash.AppendData(BitConverter.GetBytes(content.Length));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash())[..32];
    }

    /// <summary>A folder appears whole or not at all.</summary>
    static void Publish(string staging, string installed)
    {
        try
        {
            Directory.Move(staging, installed);
        }
        catch (IOException) when (Directory.Exists(installed))
        {
            // Somebody else was faster, with the same packages.
        }
    }

    async Task RunNpmAsync(string staging, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--prefer-offline", "--fetch-retries=1"])
        {
            WorkingDirectory = staging,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => !ForInstalling(name)).ToList())
        {
            start.Environment.Remove(name); // our keys are none of its business
        }

        OutputTail output = new(KeptOutput);
        using var npmProcess = Process.Start(start) ?? throw new InvalidOperationException("A program that is not run by the shell is always a process.");
        using var tooLong = new CancellationTokenSource(_longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tooLong.Token);
        await using var kill = either.Token.Register(() => npmProcess.Kill(entireProcessTree: true));
        npmProcess.StandardInput.Close();
        await Task.WhenAll(
            output.ReadAsync(npmProcess.StandardOutput.BaseStream),
            output.ReadAsync(npmProcess.StandardError.BaseStream),
            npmProcess.WaitForExitAsync(CancellationToken.None));

        cancellationToken.ThrowIfCancellationRequested();
        if (npmProcess.ExitCode != 0)
        {
            throw new PackagesUnavailableException(Evidence.Of(output.ToString()));
        }
    }

    /// <summary>What an installation needs of our environment: where programs and homes are, and the way to the registry.</summary>
    static bool ForInstalling(string variable) =>
        variable is "PATH" or "HOME" or "TMPDIR" or "LANG" or "NODE_EXTRA_CA_CERTS" or "SSL_CERT_FILE" or "SSL_CERT_DIR"
        || variable.StartsWith("npm_config_", StringComparison.OrdinalIgnoreCase)
        || variable.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase);

    /// <summary>What installations left that were killed.</summary>
    void RemoveLeftOvers()
    {
        Directory.CreateDirectory(folder);
        foreach (var left in Directory.EnumerateDirectories(folder, $"{Staging}*"))
        {
            var process = Path.GetFileName(left)[Staging.Length..].Split('-')[0];
            if (!int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out _) || !Directory.Exists($"/proc/{process}"))
            {
                Remove(left);
            }
        }
    }

    static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // It was moved to its place, or somebody else cleaned up.
        }
    }
}

/// <summary>The packages that checks need could not be installed.</summary>
public sealed class PackagesUnavailableException(string evidence)
    : Exception($"The npm packages that the checks need could not be installed.\n{evidence}")
{
    public string Hint { get; } = "They are fetched once, from npm's registry: check the connection or the proxy settings of npm, then try again.";
}
