using System.Globalization;
using Aios.Llm.Routing.Planning;

namespace Aios.Llm.Routing.Policies;

/// <summary>The chance from which on an answer is worth asking for, for policies that look at something else than chances.</summary>
static class GoodEnough
{
    public const double Chance = 0.7;

    // Greater than any price or time of an answer, and small enough to leave room for fractions of a cent beside it.
    const double Behind = 1e7;
    const double Steps = 1000; // chances that differ by less are equal

    /// <summary>The others come behind, the likeliest first; of equally likely ones the one whose score is less.</summary>
    public static double Score(in Prospect prospect, double score) =>
        prospect.Passes < Chance ? (2 * Behind) - Math.Round(prospect.Passes * Steps) + (double.IsNaN(score) ? 1 : score / (1 + score))
        : double.IsNaN(score) ? Behind
        : score;

    public static string Or(in Prospect prospect, string reason) => prospect.Passes >= Chance
        ? reason
        : string.Create(CultureInfo.InvariantCulture, $"Its chance to pass is below {Chance:0%}: it stands behind all that are good enough, the likeliest first.");
}
