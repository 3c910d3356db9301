using Aios.Llm.Models;

namespace Aios.Llm.Spending;

/// <summary>Every attempt that may have cost money, and what may still be spent.</summary>
public interface ILedger
{
    /// <summary>What is left for somebody at this moment; it may be less when it is asked for.</summary>
    Allowance AllowanceOf(Spender spender);

    /// <summary>Writes the intent down and sets the worst case aside, in every scope or in none. Nothing may be sent before it has returned.</summary>
    /// <exception cref="BudgetExceededException">A scope has not so much left, or the worst case is unknown and a scope has a budget; nothing was written.</exception>
    /// <exception cref="LedgerUnavailableException">It could not be written down.</exception>
    Task<Reservation> ReserveAsync(Intent intent, CancellationToken cancellationToken);

    /// <summary>Writes down how the attempt ended, and gives back what it did not need. A second settlement of the same reservation changes nothing.</summary>
    /// <exception cref="LedgerUnavailableException">It could not be written down now; it is kept and tried again, and nothing further can be reserved until then.</exception>
    Task SettleAsync(Reservation reservation, Settlement settlement);
}

/// <summary>What is left of the tightest budget.</summary>
/// <param name="Left">Null where no budget limits.</param>
/// <param name="IsSoft">A soft limit has been reached: cheaper routes are to be taken.</param>
public readonly record struct Allowance(Money? Left, bool IsSoft);

/// <summary>An attempt that is about to be made.</summary>
public sealed record Intent
{
    /// <summary>The call that it is an attempt of.</summary>
    public required Guid Call { get; init; }

    /// <summary>From 1.</summary>
    public required int Attempt { get; init; }

    public required Spender Spender { get; init; }

    public required string Provider { get; init; }

    public required string Endpoint { get; init; }

    public required string Model { get; init; }

    /// <summary>The kind of task.</summary>
    public required string Kind { get; init; }

    /// <summary>The task of a run.</summary>
    public string? Task { get; init; }

    /// <summary>The most that it can cost; null when nobody can tell.</summary>
    public required Money? Worst { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Why this route and no other, as JSON; with the first attempt of a call.</summary>
    public string? Plan { get; init; }

    /// <summary>By which the call is known again in its run; null for a call that nobody will ask about again.</summary>
    public string? Name { get; init; }
}

/// <summary>What was set aside for an attempt.</summary>
/// <param name="Id">Of the attempt in the ledger.</param>
/// <param name="Amount">Zero where nothing limits and the worst case is unknown.</param>
public sealed record Reservation(Guid Id, Intent Intent, Money Amount);

/// <summary>How an attempt ended.</summary>
public sealed record Settlement
{
    /// <summary>The outcome of an attempt whose answer came whole.</summary>
    public const string Answered = "answered";

    /// <summary>The outcome of an attempt whose answer was cut before its end.</summary>
    public const string Truncated = "truncated";

    /// <summary><c>answered</c>, or the kind of failure.</summary>
    public required string Outcome { get; init; }

    public required Usage Usage { get; init; }

    public ServiceTier Tier { get; init; }

    /// <summary>Null when it is unknown: then all that was set aside stays counted, until somebody knows better.</summary>
    public required Money? Cost { get; init; }

    /// <summary>The price that <see cref="Cost"/> was reckoned with.</summary>
    public ModelPrice? Price { get; init; }

    public string? RequestId { get; init; }

    public int? HttpStatus { get; init; }

    public required TimeSpan Took { get; init; }

    /// <summary>From the request to the first piece of the answer.</summary>
    public TimeSpan? FirstPiece { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What was bought, where the call has a name and its answer was accepted: kept in the same transaction.</summary>
    public KeptText? Answer { get; init; }
}

/// <summary>The ledger cannot be written, so nobody is asked.</summary>
public sealed class LedgerUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
