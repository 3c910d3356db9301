namespace Aios.Workshop.Artifacts.Applying;

/// <summary>A file as it lies beside its place, on the disk for certain before it gets there.</summary>
static class StagedFile
{
    /// <param name="mode">Null for what is usual.</param>
    public static async Task WriteAsync(string file, byte[] bytes, UnixFileMode? mode, CancellationToken cancellationToken)
    {
        File.Delete(file); // what a killed process has left; a link of that name is not followed
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (mode is not null && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        await using (FileStream stream = new(file, options))
        {
            await stream.WriteAsync(bytes, cancellationToken);
            stream.Flush(flushToDisk: true);
        }

        if (mode is not null && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, mode.Value); // what it was made with is what the process's mask left of it
        }
    }
}
