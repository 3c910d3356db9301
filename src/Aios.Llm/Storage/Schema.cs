namespace Aios.Llm.Storage;

/// <summary>The tables of one feature and how they came to be.</summary>
/// <param name="Name">Of the feature.</param>
/// <param name="Migrations">In the order in which they were added; one that was ever released is never changed again.</param>
public sealed record Schema(string Name, IReadOnlyList<Migration> Migrations);

/// <summary>Brings the tables of a feature from one version to the next.</summary>
public delegate void Migration(Session session);
