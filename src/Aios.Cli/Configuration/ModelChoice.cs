using Aios.Workshop.Specialists;

namespace Aios.Cli.Configuration;

/// <summary>Which model for whom, in the words of whoever chose.</summary>
sealed record ModelChoice
{
    public const string Form = "PROVIDER/MODEL, MODEL, offline, or SPECIALIST=MODEL with commas between several";

    /// <summary>Null leaves the choice to the program.</summary>
    public Setting<string>? Everyone { get; init; }

    public IReadOnlyDictionary<string, Setting<string>> BySpecialist { get; init; } = new Dictionary<string, Setting<string>>();

    public Setting<string>? For(string? specialist) =>
        specialist is not null && BySpecialist.TryGetValue(specialist, out var its) ? its : Everyone;

    public static ModelChoice Parse(Setting<string> text, ICollection<string> mistakes)
    {
        Setting<string>? everyone = null;
        Dictionary<string, Setting<string>> bySpecialist = [];
        foreach (var part in text.Value.Split(',', StringSplitOptions.TrimEntries))
        {
            var (specialist, model) = part.Split('=', 2, StringSplitOptions.TrimEntries) is [var left, var right] ? (left, right) : (null, part);
            var isTaken = specialist is null ? everyone is not null : bySpecialist.ContainsKey(specialist);
            if (model.Length == 0 || isTaken || (specialist is not null && !Team.Roles.Contains(specialist)))
            {
                mistakes.Add($"{text.Origin}: '{part}' is not understood; it takes {Form}. The specialists are {string.Join(", ", Team.Roles)}.");
                continue;
            }

            if (specialist is null)
            {
                everyone = text with { Value = model };
            }
            else
            {
                bySpecialist[specialist] = text with { Value = model };
            }
        }

        return new() { Everyone = everyone, BySpecialist = bySpecialist };
    }

    /// <summary>This choice, and a farther one for what it leaves open: a nearer word for everyone goes before a farther one for a specialist.</summary>
    public ModelChoice Over(ModelChoice farther) => Everyone is not null ? this : Before(farther);

    /// <summary>This choice, and another of the same place.</summary>
    public ModelChoice Before(ModelChoice other) => new()
    {
        Everyone = Everyone ?? other.Everyone,
        BySpecialist = BySpecialist.Concat(other.BySpecialist).DistinctBy(each => each.Key).ToDictionary(each => each.Key, each => each.Value),
    };
}
