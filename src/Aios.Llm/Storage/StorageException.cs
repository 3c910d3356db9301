using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Aios.Llm.Storage;

/// <summary>What is to be kept cannot be read or written.</summary>
public sealed class StorageException(StorageProblem problem, string message, string hint, Exception? cause = null) : Exception(message, cause)
{
    public StorageProblem Problem => problem;

    /// <summary>What would help.</summary>
    public string Hint => hint;

    internal static StorageException Damaged(string path, string what, Exception? cause = null) => new(
        StorageProblem.Damaged,
        $"The database {path} is damaged: {what}",
        "Put back a copy of it, with the files beside it whose names begin with its name. To begin anew move all of them away, which forgets what was spent.",
        cause);

    /// <summary>Our statements are right, so one that cannot be understood has met tables that are not ours any longer.</summary>
    internal static StorageException Of(SqliteException exception, string path) => exception.SqliteErrorCode switch
    {
        SQLITE_FULL => new(StorageProblem.Full, $"There is no space left for {path}.", "Make room on the disk; then go on as before.", exception),
        SQLITE_CORRUPT or SQLITE_NOTADB or SQLITE_ERROR => Damaged(path, exception.Message, exception),
        SQLITE_BUSY or SQLITE_LOCKED => new(StorageProblem.Busy, $"Another program keeps {path} to itself.", "Try again; if it stays so, look who has the file open.", exception),
        SQLITE_READONLY or SQLITE_PERM or SQLITE_AUTH => new(StorageProblem.ReadOnly, $"{path} may not be written.", "Look at the rights of the file and of its folder.", exception),
        _ => new(StorageProblem.Unreachable, $"{path} cannot be read or written: {exception.Message}", "Look at the disk, and at the rights of the folder.", exception),
    };

    /// <summary>A statement that the tables themselves refuse is the fault of whoever wrote it, not of the storage.</summary>
    internal static bool IsStorageFailure(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: not (SQLITE_CONSTRAINT or SQLITE_MISMATCH or SQLITE_RANGE or SQLITE_TOOBIG) };
}

public enum StorageProblem
{
    /// <summary>No space is left.</summary>
    Full,

    /// <summary>Something in it is not what was written.</summary>
    Damaged,

    /// <summary>Somebody else has kept it for too long.</summary>
    Busy,

    ReadOnly,

    Unreachable,

    /// <summary>A later version of the program has written it.</summary>
    Newer,
}
