namespace Aios.Llm.Spending;

/// <summary>Where money is spent, by its name: <c>installation</c>, <c>tenant:T</c>, <c>key:K</c>, <c>specialist:S</c>, <c>run:R</c>, <c>run:R/S</c>.</summary>
public readonly record struct Scope(string Name)
{
    public static Scope Installation { get; } = new("installation");

    public static Scope Tenant(string name) => new($"tenant:{name}");

    public static Scope Key(string name) => new($"key:{name}");

    /// <summary>A specialist in all runs together.</summary>
    public static Scope Specialist(string name) => new($"specialist:{name}");

    public static Scope Run(string id) => new($"run:{id}");

    /// <summary>A specialist in one run.</summary>
    public static Scope Run(string id, string specialist) => new($"run:{id}/{specialist}");

    public override string ToString() => Name;
}
