using System.Buffers.Binary;

namespace Aios.Llm.Storage;

/// <summary>Writers that have gone without a word: their processes were killed, or the power went.</summary>
static class Departed
{
    /// <summary>Marks them as gone.</summary>
    /// <param name="folder">Where every writer keeps a file as long as it lives.</param>
    /// <exception cref="StorageException">One of them was told of a transaction that is not in the database.</exception>
    public static void Bury(Session session, string path, string folder, string self, DateTimeOffset now)
    {
        var known = session.All("select id, commits, ended from owner", row => new Writer(row.GetString(0), row.GetInt64(1), row.IsDBNull(2))).ToDictionary(writer => writer.Id);
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
        {
            var id = Path.GetFileName(file);
            if (id == self || Witness(file) is not { } acknowledged)
            {
                continue;
            }

            if (acknowledged > (known.GetValueOrDefault(id)?.Commits ?? 0))
            {
                throw new StorageException(
                    StorageProblem.Damaged,
                    $"The database {path} has lost what was written last: its log was deleted, cut or damaged.",
                    $"Put back {path}-wal. To go on with what is left delete {folder}, and compare with the provider's bill by: aios spend reconcile FILE");
            }

            if (known.GetValueOrDefault(id) is { IsOpen: true })
            {
                session.Run("update owner set ended = $2 where id = $1 and ended is null", id, now.ToUnixTimeMilliseconds());
            }

            File.Delete(file);
        }

        foreach (var writer in known.Values.Where(writer => writer.IsOpen && writer.Id != self && !File.Exists(Path.Combine(folder, writer.Id))))
        {
            session.Run("update owner set ended = $2 where id = $1 and ended is null", writer.Id, now.ToUnixTimeMilliseconds());
        }
    }

    /// <summary>It has left in order, or its process is no more; nothing is changed by looking.</summary>
    public static bool Has(string folder, string id) => Path.Combine(folder, id) is var file && (!File.Exists(file) || Witness(file) is not null);

    /// <returns>How many transactions a dead writer was told of; null while it lives, and when it never wrote any.</returns>
    static long? Witness(string file)
    {
        try
        {
            if (new FileInfo(file).Length < sizeof(long)) // somebody may be about to lock it
            {
                return null;
            }

            using FileStream stream = new(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            Span<byte> count = stackalloc byte[sizeof(long)];
            stream.ReadExactly(count);
            return BinaryPrimitives.ReadInt64LittleEndian(count);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // its owner lives, or has just gone in order
        }
    }

    sealed record Writer(string Id, long Commits, bool IsOpen);
}
