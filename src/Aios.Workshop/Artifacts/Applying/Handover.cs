using Aios.Llm.Storage;

namespace Aios.Workshop.Artifacts.Applying;

/// <summary>Brings a run's files into a folder of the user's, remembers what was there, and brings that back.</summary>
/// <remarks>
/// Whatever is replaced has been copied first, and a record of what is going to happen been written. What a kill has left half done is
/// taken back (applying) or brought to its end (undoing) by whichever of the two is called next.
/// </remarks>
public sealed class Handover(RunFolder run, TimeProvider clock)
{
    const string Changed = "it has been changed since Aios wrote it";

    readonly ApplyMemory _memory = new(run);

    /// <summary>Told before each thing that is done to a file or folder.</summary>
    internal Action<string> About { get; init; } = _ => { };

    /// <summary>The folder to which the run's files went last; null when they went nowhere, or were taken back.</summary>
    public string? LastTarget => _memory.LastTarget;

    /// <summary>Whether this run has put anything there, were it only half, or all of its files are there already.</summary>
    public bool Owns(string target) =>
        Resolve(target) is var at && _memory.Records.Any(record => record.State is not (null or RecordState.Undone) && record.Read().Target == at)
        || (Directory.Exists(run.Application) && new ArtifactFolder(run.Application).Files.Any() && Plan(target, PathChoice.Everything, force: false).Changes.All(change => change.Kind == ChangeKind.Same));

    /// <summary>What applying would do; nothing is done.</summary>
    /// <exception cref="DeliveryException">That is no folder to which anything could go.</exception>
    public ApplyPlan Plan(string target, PathChoice only, bool force)
    {
        UserFolder folder = new(Resolve(target));
        RefusePlace(folder.Root);
        return Reading(folder.Root, () =>
        {
            var wanted = Application().Where(only.Includes).ToDictionary(path => path, path => Content.HashOf(Path.Combine(run.Application, path.Text)));
            var remembered = Directory.Exists(folder.Root) ? _memory.WrittenTo(folder.Root) : new Dictionary<ArtifactPath, Remembered>();
            var found = wanted.Keys.Union(remembered.Keys.Where(only.Includes)).ToDictionary(path => path, folder.Look);
            return ApplyPlan.Of(folder.Root, wanted, found, remembered, force);
        });
    }

    /// <summary>In which lines a file of the user's and the run's differ.</summary>
    /// <param name="target">The folder of the plan.</param>
    public FileDiff Diff(string target, PlannedChange change)
    {
        UserFolder folder = new(Resolve(target));
        return Reading(folder.Root, () => FileDiff.Of(
            change.Path,
            change.Before is null ? null : File.ReadAllBytes(folder.At(change.Path)),
            change.After is null ? null : File.ReadAllBytes(Path.Combine(run.Application, change.Path.Text))));
    }

    /// <summary>Does what <see cref="Plan"/> says, all of it or nothing.</summary>
    /// <returns>What was done.</returns>
    /// <exception cref="ApplyConflictException">Something of the user's would be written over.</exception>
    /// <exception cref="DeliveryException">That is no folder to which anything could go.</exception>
    /// <exception cref="StorageException">There is no space for it.</exception>
    public async Task<ApplyPlan> ApplyAsync(string target, PathChoice only, bool force, CancellationToken cancellationToken)
    {
        RefusePlace(Resolve(target));
        cancellationToken.ThrowIfCancellationRequested();
        using var held = _memory.Hold();
        await RecoverAsync();
        var plan = Plan(target, only, force);
        if (plan.Conflicts.Any())
        {
            throw new ApplyConflictException(plan);
        }

        if (plan.Doing.Any())
        {
            await ApplyAsync(plan, cancellationToken);
        }

        return plan;
    }

    /// <summary>Brings back what was there before the run's files were last applied.</summary>
    /// <returns>What was done.</returns>
    /// <exception cref="ApplyConflictException">The user has changed something since.</exception>
    /// <exception cref="DeliveryException">Nothing was applied.</exception>
    /// <exception cref="StorageException">There is no space for it.</exception>
    public async Task<ApplyPlan> UndoAsync(bool force, CancellationToken cancellationToken)
    {
        using var held = _memory.Hold();
        if (await RecoverAsync() is { } recovered)
        {
            return recovered;
        }

        var place = _memory.Records.Reverse().FirstOrDefault(each => each.State == RecordState.Done)
            ?? throw new DeliveryException($"There is nothing to undo: no files of run {run.RunId} have been applied, or all were taken back.", "See: aios apply --help");
        var record = place.Read();
        UserFolder folder = new(record.Target);
        var plan = Reading(folder.Root, () => new ApplyPlan(record.Target, [.. record.Changes.Select(change => PlanBack(folder, change, force))]));
        if (plan.Conflicts.Any())
        {
            throw new ApplyConflictException(plan);
        }

        cancellationToken.ThrowIfCancellationRequested();
        await KeepAsync(folder, plan, place.Taken, cancellationToken);
        About("begin to undo");
        place.Become(RecordState.Undoing);
        await FinishUndoAsync(place, record);
        return plan;
    }

    /// <summary>Nothing at all would mean to take away whatever was applied before.</summary>
    List<ArtifactPath> Application()
    {
        List<ArtifactPath> files = Directory.Exists(run.Application) ? [.. new ArtifactFolder(run.Application).Files] : [];
        return files.Count > 0 ? files : throw new DeliveryException($"Run {run.RunId} has made no files.", "Look at what became of it, or run it again.");
    }

    async Task ApplyAsync(ApplyPlan plan, CancellationToken cancellationToken)
    {
        UserFolder folder = new(plan.Target);
        List<PlannedChange> doing = [.. plan.Doing];
        var place = _memory.New();
        var whole = !Directory.Exists(folder.Root);
        ApplyRecord record = new()
        {
            Run = run.RunId,
            Target = folder.Root,
            At = clock.GetUtcNow(),
            Changes = [.. doing.Select(change => new AppliedChange(change.Path.Text, change.Before, (int?)change.Mode, change.After))],
            Folders = folder.Missing(doing.Where(change => change.After is not null).Select(change => change.Path)),
        };
        await KeepAsync(folder, plan with { Changes = doing }, place.Before, cancellationToken, () => place.WriteAsync(record, cancellationToken));

        Transition transition = new(folder, Mark(place), About);
        List<FileStep> steps = [.. doing.Select(change => new FileStep(change.Path, change.Before, change.After, Path.Combine(run.Application, change.Path.Text), change.Mode))];
        try
        {
            if (whole)
            {
                await AppearAsync(folder, place, steps, cancellationToken);
            }
            else
            {
                await transition.StageAsync(steps, cancellationToken);
                transition.Commit(steps, path => throw new IOException($"{path} was changed at this very moment."));
                transition.RemoveEmpty(Emptied(folder, doing.Where(change => change.After is null)));
            }

            About("done");
            place.Become(RecordState.Done);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            await TakeBackAsync(place, record);
            throw exception is OperationCanceledException ? exception : Trouble.Writing(folder.Root, exception);
        }
    }

    /// <summary>A folder that was not there appears by one renaming.</summary>
    async Task AppearAsync(UserFolder folder, RecordFolder place, IReadOnlyList<FileStep> steps, CancellationToken cancellationToken)
    {
        var unfinished = Unfinished(folder, place);
        RemoveFolder(unfinished);
        Transition transition = new(new(unfinished), Mark(place), About);
        await transition.StageAsync(steps, cancellationToken);
        transition.Commit(steps, path => throw new IOException($"{path} was changed at this very moment."));
        About("appear");
        Directory.Move(unfinished, folder.Root);
    }

    /// <summary>Takes back or brings to its end whatever a killed process has left.</summary>
    /// <returns>What was done to the user's files; null where nothing was left.</returns>
    async Task<ApplyPlan?> RecoverAsync()
    {
        ApplyPlan? recovered = null;
        foreach (var place in _memory.Records)
        {
            switch (place.State)
            {
                case null:
                    place.Remove();
                    break;
                case RecordState.Unfinished:
                    recovered = await TakeBackAsync(place, place.Read());
                    break;
                case RecordState.Undoing:
                    recovered = await FinishUndoAsync(place, place.Read());
                    break;
            }
        }

        return recovered;
    }

    /// <summary>As if it had not begun. What the user has changed meanwhile stays, and then the copies stay too.</summary>
    async Task<ApplyPlan> TakeBackAsync(RecordFolder place, ApplyRecord record)
    {
        UserFolder folder = new(record.Target);
        try
        {
            Transition transition = new(folder, Mark(place), About);
            List<FileStep> steps = [.. record.Changes.Select((change, index) => new FileStep(new(change.Path), change.After, change.Before, place.Before(index), (UnixFileMode?)change.Mode))];
            transition.Unstage(steps);
            RemoveFolder(Unfinished(folder, place));
            var theirs = await transition.MoveAsync(steps);
            transition.RemoveEmpty(record.Folders);
            About("taken back");
            Forget(place, keepCopies: theirs.Count > 0);
            return new(record.Target, [.. record.Changes.Select(change => Back(change) is var back && theirs.Contains(back.Path) ? back with { Kind = ChangeKind.Keep, Reason = Changed } : back)]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Trouble.Stuck(record.Target, place.Path, exception);
        }
    }

    static void Forget(RecordFolder place, bool keepCopies)
    {
        if (keepCopies)
        {
            place.Become(RecordState.Undone);
        }
        else
        {
            place.Remove();
        }
    }

    /// <summary>From where copies are made and nothing is changed yet.</summary>
    async Task<ApplyPlan> FinishUndoAsync(RecordFolder place, ApplyRecord record)
    {
        UserFolder folder = new(record.Target);
        Transition transition = new(folder, Mark(place), About);
        List<FileStep> steps =
        [
            .. record.Changes.Select((change, index) => new FileStep(
                new(change.Path), File.Exists(place.Taken(index)) ? Content.HashOf(place.Taken(index)) : null, change.Before, place.Before(index), (UnixFileMode?)change.Mode)),
        ];
        var missing = folder.Missing(steps.Where(step => step.To is not null).Select(step => step.Path));
        try
        {
            var theirs = await transition.MoveAsync(steps);
            transition.RemoveEmpty(record.Folders);
            About("undone");
            place.Become(RecordState.Undone);
            return new(record.Target, [.. record.Changes.Select(change => Back(change) is var back && theirs.Contains(back.Path) ? back with { Kind = ChangeKind.Keep, Reason = Changed } : back)]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await StayAsync(place, record, transition, steps, missing);
            throw Trouble.Writing(record.Target, exception);
        }
    }

    /// <summary>As if nobody had wanted to undo it.</summary>
    static async Task StayAsync(RecordFolder place, ApplyRecord record, Transition transition, IReadOnlyList<FileStep> steps, IReadOnlyList<string> made)
    {
        try
        {
            transition.Unstage(steps);
            await transition.MoveAsync([.. steps.Select((step, index) => new FileStep(step.Path, step.To, step.From, place.Taken(index), step.From is null ? null : ModeOf(place.Taken(index))))]);
            transition.RemoveEmpty(made);
            place.Become(RecordState.Done);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Trouble.Stuck(record.Target, place.Path, exception);
        }
    }

    static PlannedChange PlanBack(UserFolder folder, AppliedChange change, bool force)
    {
        var found = folder.Look(new(change.Path));
        var back = Back(change) with { Before = found.Hash, Mode = (found as Found.File)?.Mode };
        return found switch
        {
            Found.Obstacle obstacle => back with { Kind = ChangeKind.Blocked, Reason = obstacle.What },
            _ when found.Hash == change.Before => back with { Kind = ChangeKind.Same },
            _ when found.Hash == change.After || force => back,
            _ => back with { Kind = ChangeKind.Conflict, Reason = found.Hash is null ? "it has been removed since Aios wrote it" : change.After is null ? "it has come back since Aios took it away" : Changed },
        };
    }

    /// <summary>What undoing does to a file.</summary>
    static PlannedChange Back(AppliedChange change) => new()
    {
        Path = new(change.Path),
        Kind = change.Before is null ? ChangeKind.Remove : change.After is null ? ChangeKind.Add : ChangeKind.Change,
        Before = change.After,
        After = change.Before,
    };

    /// <summary>Copies what is going to be replaced.</summary>
    async Task KeepAsync(UserFolder folder, ApplyPlan plan, Func<int, string> placeOf, CancellationToken cancellationToken, Func<Task>? then = null)
    {
        try
        {
            if (Path.GetDirectoryName(placeOf(0)) is { } copies)
            {
                RemoveFolder(copies);
                Directory.CreateDirectory(copies);
            }

            foreach (var (index, change) in plan.Changes.Index().Where(each => each.Item.Before is not null))
            {
                About($"keep {change.Path}");
                var bytes = await File.ReadAllBytesAsync(folder.At(change.Path), cancellationToken);
                if (Content.Hash(bytes) != change.Before)
                {
                    throw new DeliveryException($"'{change.Path}' in '{plan.Target}' was changed at this very moment.", "Give the same command again.");
                }

                await StagedFile.WriteAsync(placeOf(index), bytes, change.Mode, cancellationToken);
            }

            About("write down");
            await (then?.Invoke() ?? Task.CompletedTask);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Trouble.Keeping(run.Applied, exception);
        }
    }

    /// <summary>The folders around files that were taken away, as far as this run has made them: those that are empty now can go too.</summary>
    IEnumerable<string> Emptied(UserFolder folder, IEnumerable<PlannedChange> removed)
    {
        var around = removed.SelectMany(change => folder.Around(change.Path)).ToHashSet();
        return around.Count == 0 ? [] : around.Intersect(_memory.Records
            .Where(place => place.State == RecordState.Done).Select(place => place.Read()).Where(record => record.Target == folder.Root).SelectMany(record => record.Folders));
    }

    string Mark(RecordFolder place) => $"{run.RunId}-{Path.GetFileName(place.Path)}";

    string Unfinished(UserFolder folder, RecordFolder place) => $"{folder.Root}.unfinished-{Mark(place)}";

    static void RemoveFolder(string folder)
    {
        if (Entry.KindOf(folder) == EntryKind.Folder)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static UnixFileMode? ModeOf(string file) => OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(file);

    static T Reading<T>(string target, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DeliveryException($"'{target}' cannot be read: {exception.Message}", "Look at its rights.", exception);
        }
    }

    void RefusePlace(string target)
    {
        if (File.Exists(target) || Entry.KindOf(target) == EntryKind.Other)
        {
            throw new DeliveryException($"'{target}' is a file.", "Name a folder.");
        }

        if (Entry.KindOf(target) == EntryKind.Link)
        {
            throw new DeliveryException($"'{target}' is a link that leads nowhere.", "Name a folder.");
        }

        if (target.Split(Path.DirectorySeparatorChar).Contains(".git", StringComparer.OrdinalIgnoreCase))
        {
            throw new DeliveryException($"'{target}' belongs to a repository's own files.", "Name a folder of its working tree.");
        }

        if ($"{target}/".StartsWith($"{Path.GetFullPath(run.Path)}/", StringComparison.Ordinal))
        {
            throw new DeliveryException($"'{target}' is the run's own folder.", "Name another one.");
        }
    }

    /// <summary>In full, without a slash at its end; where the folder itself is a link, what that leads to.</summary>
    static string Resolve(string target)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        return Directory.Exists(full) ? Directory.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }
}
