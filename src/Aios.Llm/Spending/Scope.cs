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

    /// <returns>Null when there is no such scope.</returns>
    public static Scope? Find(string name) => name.Split(':', 2) switch
    {
        ["installation"] => Installation,
        ["tenant" or "key" or "specialist", { Length: > 0 }] => new(name),
        ["run", { Length: > 0 } run] when !run.StartsWith('/') && !run.EndsWith('/') => new(name),
        _ => null,
    };

    public override string ToString() => Name;
}
