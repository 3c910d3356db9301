namespace Aios.Llm.Storage;

/// <summary>Where an installation keeps what must not be lost: transactions that are in effect one after the other, whoever else has it open.</summary>
/// <remarks>On one machine it is a file, <see cref="Database"/>. What is kept is told by statements that PostgreSQL understands too, which <c>eng/postgres</c> proves.</remarks>
public interface IDatabase
{
    /// <summary>This process as a writer: what it has left undone can be told from what others are doing.</summary>
    string Owner { get; }

    /// <summary>Does it in a transaction, and comes back when it cannot be lost any more.</summary>
    /// <param name="write">May be anything that ends soon, and is done once more where others were in its way. When it throws, nothing of it is kept and the caller gets what it threw.</param>
    /// <exception cref="StorageException">Nothing of it was kept.</exception>
    Task<T> WriteAsync<T>(Func<Session, T> write, CancellationToken cancellationToken);

    /// <summary>The same for what nobody waits for: it may go along with the next thing that somebody waits for.</summary>
    /// <exception cref="StorageException">Nothing of it was kept.</exception>
    Task<T> WriteAlongAsync<T>(Func<Session, T> write, CancellationToken cancellationToken);

    /// <summary>Comes back when nothing that was handed over before can be lost any more.</summary>
    /// <exception cref="StorageException">It is not taken.</exception>
    Task FlushAsync();

    /// <summary>What was so at one moment.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    T Read<T>(Func<Session, T> read);

    /// <summary>Looks again who has died since.</summary>
    void BuryDeparted(Session session);

    /// <summary>Whether the process that was this owner is no more, noticed by anybody or not. Only looks.</summary>
    bool HasDeparted(string owner);

    /// <summary>Something that was read cannot be what was written; from now on it is left as it is.</summary>
    StorageException Damage(string what);
}
