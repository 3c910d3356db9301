namespace Aios.Workshop.Contracts;

/// <summary>What an application is about: the part of a contract from which all others follow.</summary>
/// <param name="Entities">An entity stands behind those that it refers to; only to itself may it refer, and never must.</param>
public sealed record Domain(Application Application, IReadOnlyList<Entity> Entities);
