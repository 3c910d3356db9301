namespace Aios.Workshop.Artifacts.Applying;

/// <summary>Takes files of a folder from one state to another: first everything is written beside its place, then everything is renamed.</summary>
/// <param name="mark">Belongs to this one transition, so that what a kill leaves of it is known by its name.</param>
/// <param name="about">Told before each thing that is done. A test ends the process there, as it were.</param>
sealed class Transition(UserFolder folder, string mark, Action<string> about)
{
    /// <summary>Changes nothing that was there.</summary>
    /// <exception cref="IOException">There is no space, no right, or a source is not what it was.</exception>
    public async Task StageAsync(IEnumerable<FileStep> steps, CancellationToken cancellationToken)
    {
        foreach (var step in steps.Where(step => step.To is not null))
        {
            cancellationToken.ThrowIfCancellationRequested();
            MakeWay(step.Path);
            var bytes = await File.ReadAllBytesAsync(step.Source, cancellationToken);
            if (Content.Hash(bytes) != step.To)
            {
                throw new IOException($"{step.Source} is not what it was a moment ago.");
            }

            about($"stage {step.Path}");
            await StagedFile.WriteAsync(Staged(step.Path), bytes, step.Mode, cancellationToken);
        }
    }

    /// <param name="theirs">Told of a file that is neither as it was nor as it is to be; it stays as it is, unless this throws.</param>
    public void Commit(IEnumerable<FileStep> steps, Action<ArtifactPath> theirs)
    {
        foreach (var step in steps)
        {
            about($"put {step.Path}");
            var found = folder.Look(step.Path);
            if (found is Found.Obstacle || (found.Hash != step.From && found.Hash != step.To))
            {
                theirs(step.Path);
                Unstage(step.Path);
            }
            else if (found.Hash == step.To)
            {
                Unstage(step.Path);
            }
            else if (step.To is null)
            {
                File.Delete(folder.At(step.Path));
            }
            else
            {
                File.Move(Staged(step.Path), folder.At(step.Path), overwrite: true);
            }
        }
    }

    /// <summary>Takes what is as the steps begin to where they end, and leaves the rest alone.</summary>
    /// <returns>The rest that is not at its end either.</returns>
    public async Task<IReadOnlyCollection<ArtifactPath>> MoveAsync(IReadOnlyCollection<FileStep> steps)
    {
        HashSet<ArtifactPath> theirs = [];
        await StageAsync(steps.Where(step => folder.Look(step.Path) is var found && found is not Found.Obstacle && found.Hash == step.From), CancellationToken.None);
        Commit(steps, path => theirs.Add(path));
        return theirs;
    }

    public void Unstage(IEnumerable<FileStep> steps)
    {
        foreach (var step in steps)
        {
            Unstage(step.Path);
        }
    }

    /// <summary>Removes those of the folders that are empty, the innermost first.</summary>
    public void RemoveEmpty(IEnumerable<string> folders)
    {
        foreach (var each in folders.OrderByDescending(each => each.Length))
        {
            if (Entry.KindOf(each) == EntryKind.Folder && !Directory.EnumerateFileSystemEntries(each).Any())
            {
                about($"remove {each}");
                Directory.Delete(each);
            }
        }
    }

    string Staged(ArtifactPath path) => $"{folder.At(path)}.unfinished-{mark}";

    /// <summary>Only where no link leads there: it would be somebody else's file of that name.</summary>
    void Unstage(ArtifactPath path)
    {
        if (folder.Reaches(path) && File.Exists(Staged(path)))
        {
            about($"unstage {path}");
            File.Delete(Staged(path));
        }
    }

    void MakeWay(ArtifactPath path)
    {
        if (folder.Look(path) is Found.Obstacle obstacle)
        {
            throw new IOException($"{obstacle.What}.");
        }

        var parent = Path.GetDirectoryName(folder.At(path)) ?? folder.Root;
        if (!Directory.Exists(parent))
        {
            about($"make {parent}");
            Directory.CreateDirectory(parent);
        }
    }
}
