using Aios.Testing;
using Aios.Workshop.Artifacts.Applying;
using Xunit;

namespace Aios.Tests.Workshop.Artifacts.Applying;

/// <summary>A run with files, and a folder of the user's beside it.</summary>
sealed class Desk : IDisposable
{
    public TempFolder Temp { get; }

    /// <summary>What is done next to a file; a test ends the process there by throwing.</summary>
    public Action<string> About { get; set; } = _ => { };

    public string Target => Temp["user's folder – Ordner"];

    public RunFolder Run { get; }

    public Desk(bool inMemory = true)
    {
        Temp = inMemory ? TempFolder.InMemory() : new();
        Run = new(Temp["runs/run-1"]);
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public Handover Handover => new(Run, TimeProvider.System) { About = step => About(step) };

    /// <summary>Makes the application these files and no others.</summary>
    public Desk Has(params (string Path, string Text)[] files)
    {
        if (Directory.Exists(Run.Application))
        {
            Directory.Delete(Run.Application, recursive: true);
        }

        foreach (var (path, text) in files)
        {
            Write(Path.Combine(Run.Application, path), text);
        }

        return this;
    }

    public void User(string path, string text) => Write(Path.Combine(Target, path), text);

    public string Read(string path) => File.ReadAllText(Path.Combine(Target, path));

    public Task<ApplyPlan> ApplyTo(string target) => Handover.ApplyAsync(target, PathChoice.Everything, force: false, Token);

    public Task<ApplyPlan> ApplyAsync(bool force = false, params string[] only) => Handover.ApplyAsync(Target, new(only), force, Token);

    public Task<ApplyPlan> UndoAsync(bool force = false) => Handover.UndoAsync(force, Token);

    /// <summary>Everything in the user's folder: folders, files with their bytes and modes, links. Null where there is none.</summary>
    public IReadOnlyList<string>? Picture() => Directory.Exists(Target) ? [.. PictureOf(Target, "").Order(StringComparer.Ordinal)] : null;

    /// <summary>Names that Aios leaves only when it was killed.</summary>
    public IReadOnlyList<string> Leftovers => [.. Temp.Entries().Where(entry => entry.Contains(".unfinished-", StringComparison.Ordinal))];

    public void Dispose() => Temp.Dispose();

    static IEnumerable<string> PictureOf(string folder, string above)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            var path = above + entry.Name;
            if (entry.LinkTarget is not null)
            {
                yield return $"{path} -> {entry.LinkTarget}";
            }
            else if (entry is DirectoryInfo)
            {
                yield return $"{path}/";
                foreach (var below in PictureOf(entry.FullName, path + "/"))
                {
                    yield return below;
                }
            }
            else
            {
                yield return $"{path} {(OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(entry.FullName))} {Convert.ToHexString(File.ReadAllBytes(entry.FullName))}";
            }
        }
    }

    static void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!); // it has one
        File.WriteAllText(file, text);
    }
}

/// <summary>The end of the process, as it were: nothing in the product catches it.</summary>
sealed class Killed : Exception;
