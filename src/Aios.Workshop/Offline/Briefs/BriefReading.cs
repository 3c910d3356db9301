using Aios.Workshop.Contracts;

namespace Aios.Workshop.Offline.Briefs;

/// <summary>What was understood of a brief.</summary>
/// <param name="Domain">Null where the brief names nothing that an application could keep.</param>
/// <param name="Mistakes">What is missing in the brief, and how to say it.</param>
/// <param name="Ignored">What the brief asks for and the domain does not hold.</param>
sealed record BriefReading(Domain? Domain, IReadOnlyList<string> Mistakes, IReadOnlyList<string> Ignored);
