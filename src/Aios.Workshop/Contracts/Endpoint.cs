namespace Aios.Workshop.Contracts;

/// <summary>An address that the application answers, and how.</summary>
public sealed record Endpoint
{
    public required string Id { get; init; }

    /// <summary><c>GET</c>, <c>POST</c>, <c>PATCH</c> or <c>DELETE</c>.</summary>
    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary><c>list</c>, <c>create</c>, <c>read</c>, <c>change</c>, <c>delete</c> or <c>health</c>.</summary>
    public required string Action { get; init; }

    public string? Entity { get; init; }

    /// <summary>The query parameters it understands.</summary>
    public IReadOnlyList<string>? Query { get; init; }

    /// <summary>The shape of the body it takes.</summary>
    public string? Request { get; init; }

    /// <summary>The shape of the body by status code; <c>empty</c> where there is none.</summary>
    public required IReadOnlyDictionary<string, string> Responses { get; init; }
}

/// <summary>What a body looks like.</summary>
public sealed record Shape
{
    public required string Name { get; init; }

    /// <summary>The entity whose fields these are.</summary>
    public string? Entity { get; init; }

    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>Each field may be left out; what is left out stays as it is.</summary>
    public bool Partial { get; init; }

    /// <summary>The shape of the records in an answer of the form <c>{ items, total }</c>.</summary>
    public string? ListOf { get; init; }
}
