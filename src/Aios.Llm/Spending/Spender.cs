namespace Aios.Llm.Spending;

/// <summary>On whose account a call is made.</summary>
public sealed record Spender
{
    public Spender()
    {
    }

    /// <summary>A copy may become somebody else's: it reckons its scopes itself.</summary>
    Spender(Spender other) => (Tenant, Key, Run, Specialist) = (other.Tenant, other.Key, other.Run, other.Specialist);

    /// <summary>Nobody in particular: only the whole installation's budget counts.</summary>
    public static Spender Anyone { get; } = new();

    public string? Tenant { get; init; }

    /// <summary>The name of the key with which somebody came, never the key.</summary>
    public string? Key { get; init; }

    public string? Run { get; init; }

    public string? Specialist { get; init; }

    /// <summary>Every scope in which the call counts, the widest first: the order in which budgets are locked.</summary>
    public IReadOnlyList<Scope> Scopes => field ??=
    [
        Scope.Installation,
        .. Tenant is null ? default(ReadOnlySpan<Scope>) : [Scope.Tenant(Tenant)],
        .. Key is null ? default(ReadOnlySpan<Scope>) : [Scope.Key(Key)],
        .. Specialist is null ? default(ReadOnlySpan<Scope>) : [Scope.Specialist(Specialist)],
        .. Run is null ? default(ReadOnlySpan<Scope>) : [Scope.Run(Run)],
        .. Run is null || Specialist is null ? default(ReadOnlySpan<Scope>) : [Scope.Run(Run, Specialist)],
    ];

    /// <summary>By who it is, whether or not anybody has asked for the scopes.</summary>
    public bool Equals(Spender? other) => other is not null && (Tenant, Key, Run, Specialist) == (other.Tenant, other.Key, other.Run, other.Specialist);

    public override int GetHashCode() => HashCode.Combine(Tenant, Key, Run, Specialist);
}
