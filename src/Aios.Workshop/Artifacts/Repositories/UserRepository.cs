namespace Aios.Workshop.Artifacts.Repositories;

/// <summary>A repository of the user's, which can be given a run's branch. Its working tree and index are not touched.</summary>
/// <remarks>
/// Objects are packed and unpacked, and the branch is set, by git's lowest commands: <c>git fetch</c> would obey settings of that repository
/// that rewrite addresses, remove other branches or run programs.
/// </remarks>
public sealed class UserRepository
{
    readonly GitProgram _git;
    readonly string _folder;

    UserRepository(GitProgram git, string folder) => (_git, _folder) = (git, folder);

    /// <summary>Looks from a folder upwards.</summary>
    /// <exception cref="DeliveryException">There is none.</exception>
    public static async Task<UserRepository> FindAsync(GitProgram git, string folder, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(folder);
        if (!Directory.Exists(full))
        {
            throw new DeliveryException($"'{full}' is no folder.", "Name a folder of the repository with --to.");
        }

        var found = await git.RunAsync(full, null, ["rev-parse", "--absolute-git-dir"], cancellationToken);
        return found.Succeeded
            ? new(git, full)
            : throw new DeliveryException($"'{full}' is in no repository that could take a branch: {found.Complaint}", "Name a folder of one with --to, or leave --branch out to write files.");
    }

    /// <summary>Makes the branch, or moves it forward.</summary>
    /// <param name="workspace">With at least one commit.</param>
    /// <param name="force">Whether a branch of that name with another history may be given up.</param>
    /// <exception cref="DeliveryException">The name is none, or the branch may not be moved.</exception>
    public async Task<BroughtBranch> BringAsync(Workspace workspace, string branch, bool force, CancellationToken cancellationToken)
    {
        var tip = workspace.Tip ?? throw new DeliveryException("The run has no history yet.", "Leave --branch out to apply its files.");
        await RefuseNameAsync(branch, cancellationToken);
        var reference = $"refs/heads/{branch}";
        var before = await RunAsync(["rev-parse", "--verify", "--quiet", $"{reference}^{{commit}}"], cancellationToken);
        var previous = before.Succeeded ? before.Text.Trim() : null;
        if (previous == tip)
        {
            return new(branch, tip, previous);
        }

        var pack = await workspace.PackAsync(cancellationToken);
        await DoAsync("take the run's commits", ["unpack-objects", "-q", "--strict"], cancellationToken, stream => stream.WriteAsync(pack, cancellationToken).AsTask());
        if (previous is not null && !force && !(await RunAsync(["merge-base", "--is-ancestor", previous, tip], cancellationToken)).Succeeded)
        {
            throw new DeliveryException($"The branch {branch} is there already, with another history.", "Name another one with --branch NAME, or add --force to give that one up.");
        }

        await DoAsync($"set the branch {branch}", ["update-ref", "-m", $"aios: apply {workspace.Branch}", reference, tip, previous ?? new string('0', tip.Length)], cancellationToken);
        return new(branch, tip, previous);
    }

    async Task RefuseNameAsync(string branch, CancellationToken cancellationToken)
    {
        var check = await RunAsync(["check-ref-format", "--branch", branch], cancellationToken);
        if (!check.Succeeded || check.Text.Trim() != branch) // it would resolve @{-1}
        {
            throw new DeliveryException($"'{branch}' cannot be the name of a branch.", "Name another one with --branch NAME.");
        }

        var trees = await DoAsync("say which branches are checked out", ["worktree", "list", "--porcelain"], cancellationToken);
        if (trees.Text.Split('\n').Contains($"branch refs/heads/{branch}"))
        {
            throw new DeliveryException($"The branch {branch} is checked out, so moving it would make your working tree look changed.", "Check out another one first, or name another one with --branch NAME.");
        }
    }

    async Task<GitResult> DoAsync(string what, IReadOnlyList<string> arguments, CancellationToken cancellationToken, Func<Stream, Task>? input = null)
    {
        var result = await RunAsync(arguments, cancellationToken, input);
        return result.Succeeded ? result : throw new DeliveryException($"The repository of '{_folder}' could not {what}: {result.Complaint}", "Look at its rights, the space that is left, and its branches.");
    }

    Task<GitResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken, Func<Stream, Task>? input = null) =>
        _git.RunAsync(_folder, null, arguments, cancellationToken, input);
}

/// <summary>A branch that a repository was given.</summary>
/// <param name="Previous">The commit on which it stood before; null where it is new.</param>
public sealed record BroughtBranch(string Branch, string Commit, string? Previous);
