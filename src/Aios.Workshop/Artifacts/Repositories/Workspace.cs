using System.Text;

namespace Aios.Workshop.Artifacts.Repositories;

/// <summary>The folder of a run's application as a git repository: one commit for each accepted task, on a branch of the run's own.</summary>
/// <remarks>
/// It only records what lies in the folder and what it is told; all of it can be made again, so a repository that is not as it should be
/// is made anew instead of mended. After opening, the first call of <see cref="CommitAsync"/> should therefore bring every task that was
/// accepted so far: those that are recorded already cost nothing. One process at a time may use it, the one that owns the run.
/// </remarks>
public sealed class Workspace : IDisposable
{
    const string GitFolder = ".git";

    readonly GitProgram _git;
    readonly string _folder;
    readonly string _runId;
    readonly SemaphoreSlim _gate = new(1);
    readonly HashSet<string> _keys = [];
    readonly HashSet<string> _tasks = [];
    readonly Dictionary<string, string> _blobs = [];

    Workspace(GitProgram git, string folder, string runId) => (_git, _folder, _runId) = (git, folder, runId);

    public string Branch => $"aios/{_runId}";

    /// <summary>The newest commit; null as long as there is none.</summary>
    public string? Tip { get; private set; }

    internal string Repository => Path.Combine(_folder, GitFolder);

    string Reference => $"refs/heads/{Branch}";

    /// <summary>Makes the repository, or takes up the one that is there.</summary>
    /// <param name="folder">With the application's files, or empty as yet.</param>
    /// <param name="runId">Names the branch.</param>
    /// <exception cref="WorkspaceException">There can be none.</exception>
    public static async Task<Workspace> OpenAsync(GitProgram git, string folder, string runId, CancellationToken cancellationToken)
    {
        Workspace workspace = new(git, Path.GetFullPath(folder), runId);
        return await workspace.GuardAsync(async () =>
        {
            if (!await workspace.TakeUpAsync(cancellationToken))
            {
                await workspace.MakeAnewAsync(cancellationToken);
            }

            return workspace;
        });
    }

    /// <summary>Records those tasks that are not recorded yet, in the order given, by one process.</summary>
    /// <returns>How many that were.</returns>
    /// <exception cref="WorkspaceException">They cannot be recorded; the files in the folder are as they were.</exception>
    public async Task<int> CommitAsync(IReadOnlyList<TaskCommit> commits, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return await GuardAsync(async () =>
            {
                var open = Unrecorded(commits);
                if (open.Count > 0 && !(await ImportAsync(open, cancellationToken)).Succeeded)
                {
                    await MakeAnewAsync(cancellationToken);
                    open = Unrecorded(commits);
                    var again = await ImportAsync(open, cancellationToken);
                    if (!again.Succeeded)
                    {
                        throw WorkspaceException.Of($"record the tasks of run {_runId}", again);
                    }
                }

                if (open.Count > 0)
                {
                    await SettleAsync(cancellationToken);
                }

                return open.Count;
            });
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Records as Aios's own whatever lies in the folder otherwise than in the newest commit: files that ship with a workflow, above all.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> CommitRestAsync(string subject, DateTimeOffset at, CancellationToken cancellationToken)
    {
        List<AnsweredFile> files = [];
        HashSet<string> there = [];
        foreach (var path in new ArtifactFolder(_folder).Files)
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(_folder, path.Text), cancellationToken);
            there.Add(path.Text);
            if (_blobs.GetValueOrDefault(path.Text) != BlobId.Of(bytes))
            {
                files.Add(new(path, Encoding.UTF8.GetString(bytes)));
            }
        }

        List<ArtifactPath> removed = [.. _blobs.Keys.Where(path => !there.Contains(path)).Order(StringComparer.Ordinal).Select(path => new ArtifactPath(path))];
        return files.Count + removed.Count > 0
            && await CommitAsync([new() { Task = "workflow", Specialist = "", Subject = subject, At = at, Files = files, Removed = removed }], cancellationToken) > 0;
    }

    public void Dispose() => _gate.Dispose();

    /// <summary>All of the branch, packed for another repository.</summary>
    internal async Task<byte[]> PackAsync(CancellationToken cancellationToken)
    {
        var result = await RunAsync(["pack-objects", "--revs", "--stdout", "-q"], cancellationToken, stream => stream.WriteAsync(Encoding.ASCII.GetBytes($"{Tip}\n")).AsTask());
        return result.Succeeded ? result.Output : throw WorkspaceException.Of($"read the history of run {_runId}", result);
    }

    /// <returns>Whether there is a repository whose branch can be read.</returns>
    async Task<bool> TakeUpAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Repository) || new DirectoryInfo(Repository).LinkTarget is not null)
        {
            return false;
        }

        ClearLeftovers();
        await File.WriteAllTextAsync(Path.Combine(Repository, "HEAD"), $"ref: {Reference}\n", cancellationToken);
        var log = await RunAsync(["log", "-z", "--format=%H%x09%(trailers:key=Task,valueonly,separator=%x20)%x09%(trailers:key=Content,valueonly,separator=%x20)", Reference, "--"], cancellationToken);
        if (!log.Succeeded || !await ReadTreeAsync(cancellationToken))
        {
            return false;
        }

        foreach (var fields in log.Fields.Select(line => line.Split('\t')))
        {
            Tip ??= fields[0];
            _tasks.Add(fields[1]);
            _keys.Add(fields[2]);
        }

        await SettleAsync(cancellationToken); // a kill may have come between the commits and this
        return true;
    }

    /// <returns>Whether what the newest commit holds can be read.</returns>
    async Task<bool> ReadTreeAsync(CancellationToken cancellationToken)
    {
        var tree = await RunAsync(["ls-tree", "-r", "-z", "--full-tree", Reference], cancellationToken);
        foreach (var entry in tree.Fields)
        {
            _blobs[entry[(entry.IndexOf('\t') + 1)..]] = entry.Split(' ', '\t')[2];
        }

        return tree.Succeeded;
    }

    async Task MakeAnewAsync(CancellationToken cancellationToken)
    {
        _keys.Clear();
        _tasks.Clear();
        _blobs.Clear();
        Tip = null;
        RemoveRepository();
        var made = await RunAsync(["init", "--quiet", "--template=", "--object-format=sha1", $"--initial-branch={Branch}"], cancellationToken);
        if (!made.Succeeded)
        {
            throw WorkspaceException.Of($"make a repository in {_folder}", made);
        }

        // Nearest of all attributes: what a specialist puts into .gitattributes changes no byte.
        Directory.CreateDirectory(Path.Combine(Repository, "info"));
        await File.WriteAllTextAsync(Path.Combine(Repository, "info", "attributes"), "* -text -ident -filter -working-tree-encoding\n", cancellationToken);
    }

    void RemoveRepository()
    {
        if (File.Exists(Repository) || new FileInfo(Repository).LinkTarget is not null)
        {
            File.Delete(Repository);
        }
        else if (Directory.Exists(Repository))
        {
            Directory.Delete(Repository, recursive: true);
        }
    }

    /// <summary>What a killed git leaves: its locks, on which every other one would wait, and half a pack.</summary>
    void ClearLeftovers()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var file in Directory.EnumerateFiles(Repository, "*", options).Where(IsLeftover).ToList())
        {
            File.Delete(file);
        }
    }

    static bool IsLeftover(string file) =>
        Path.GetExtension(file) == ".lock" || Path.GetFileName(file) is var name && (name.StartsWith("tmp_", StringComparison.Ordinal) || name.StartsWith("fast_import_crash_", StringComparison.Ordinal));

    /// <summary>Left out is what has been recorded as this very acceptance, and what a recorded task says once more without changing anything.</summary>
    List<TaskCommit> Unrecorded(IReadOnlyList<TaskCommit> commits)
    {
        List<TaskCommit> open = [];
        HashSet<string> keys = [];
        HashSet<string> tasks = [];
        Dictionary<string, string?> changed = [];
        foreach (var commit in commits)
        {
            var changes = commit.Files.Any(file => Blob(file.Path) != BlobId.Of(file.Text)) || commit.Removed.Any(path => Blob(path) is not null);
            if (_keys.Contains(commit.Key) || !keys.Add(commit.Key) || (!changes && (_tasks.Contains(commit.Task) || tasks.Contains(commit.Task))))
            {
                continue;
            }

            open.Add(commit);
            tasks.Add(commit.Task);
            foreach (var file in commit.Files)
            {
                changed[file.Path.Text] = BlobId.Of(file.Text);
            }

            foreach (var path in commit.Removed)
            {
                changed[path.Text] = null;
            }
        }

        return open;

        string? Blob(ArtifactPath path) => changed.TryGetValue(path.Text, out var blob) ? blob : _blobs.GetValueOrDefault(path.Text);
    }

    async Task<GitResult> ImportAsync(IReadOnlyList<TaskCommit> commits, CancellationToken cancellationToken)
    {
        var result = await RunAsync(
            ["fast-import", "--quiet", "--done", "--date-format=raw"], cancellationToken,
            stream => new FastImport(stream, _runId, Reference).WriteAsync(commits, Tip is not null, cancellationToken));
        if (!result.Succeeded)
        {
            return result;
        }

        // Just written, so it is a file of its own and not among the packed ones.
        Tip = (await File.ReadAllTextAsync(Path.Combine(Repository, Reference.Replace('/', Path.DirectorySeparatorChar)), cancellationToken)).Trim();
        foreach (var commit in commits)
        {
            _keys.Add(commit.Key);
            _tasks.Add(commit.Task);
            foreach (var file in commit.Files)
            {
                _blobs[file.Path.Text] = BlobId.Of(file.Text);
            }

            foreach (var path in commit.Removed)
            {
                _blobs.Remove(path.Text);
            }
        }

        return result;
    }

    /// <summary>Makes the index say what the newest commit says, so that whoever looks into the folder finds nothing changed.</summary>
    async Task SettleAsync(CancellationToken cancellationToken)
    {
        var read = await RunAsync(["read-tree", Reference], cancellationToken);
        if (!read.Succeeded)
        {
            throw WorkspaceException.Of($"show the tasks of run {_runId} as recorded", read);
        }

    }

    Task<GitResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken, Func<Stream, Task>? input = null) =>
        _git.RunAsync(_folder, Repository, arguments, cancellationToken, input);

    async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new WorkspaceException(
                $"The history of run {_runId} cannot be kept: {exception.Message}", "Look at the folder's rights and the space that is left on its disk.", exception);
        }
    }
}
