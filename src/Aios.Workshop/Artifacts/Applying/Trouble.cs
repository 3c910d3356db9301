using Aios.Llm.Storage;

namespace Aios.Workshop.Artifacts.Applying;

/// <summary>What went wrong with a file, in words that help.</summary>
static class Trouble
{
    const int NoSpaceOnUnix = 28;
    const int QuotaOnLinux = 122;
    const int QuotaOnMac = 69;
    const int DiskFullOnWindows = unchecked((int)0x80070070);

    public static bool IsFull(Exception exception) => exception is IOException && exception.HResult is NoSpaceOnUnix or DiskFullOnWindows or QuotaOnLinux or QuotaOnMac;

    /// <summary>With the user's folder, which is as it was.</summary>
    public static Exception Writing(string target, Exception exception) =>
        IsFull(exception)
            ? new StorageException(StorageProblem.Full, $"There is no space left for '{target}'. It is as it was before.", "Make room on the disk; then give the same command again.", exception)
            : new DeliveryException($"'{target}' cannot be written: {exception.Message} It is as it was before.", "Look at its rights and at what is in it, or name another folder.", exception);

    /// <summary>With the run's own folder; the user's has not been touched.</summary>
    public static StorageException Keeping(string folder, Exception exception) => new(
        IsFull(exception) ? StorageProblem.Full : StorageProblem.Unreachable,
        $"What is about to be replaced cannot be kept in '{folder}', so nothing was changed: {exception.Message}",
        "Look at the folder's rights and the space that is left on its disk.", exception);

    /// <summary>With the user's folder, in the middle of it.</summary>
    public static StorageException Stuck(string target, string copies, Exception exception) => new(
        IsFull(exception) ? StorageProblem.Full : StorageProblem.Unreachable,
        $"'{target}' could be brought neither to its new state nor back to the one before: {exception.Message}",
        $"Nothing is lost: what was there is in '{copies}'. Once the folder can be written again, the next aios apply or aios undo of this run puts it right.", exception);
}
