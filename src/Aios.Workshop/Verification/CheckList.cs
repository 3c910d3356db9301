using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Aios.Workshop.Verification;

/// <summary>The checks of a workflow, as its <c>checks.yaml</c> lists them.</summary>
static class CheckList
{
    static readonly IDeserializer _yaml = new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .Build();

    /// <exception cref="InvalidDataException">The message names every mistake.</exception>
    public static IReadOnlyList<Check> Parse(string yaml)
    {
        var checks = _yaml.Deserialize<List<Check>>(yaml);
        string[] mistakes = [.. MistakesIn(checks)];
        return mistakes.Length == 0 ? checks : throw new InvalidDataException(string.Join('\n', mistakes));
    }

    static IEnumerable<string> MistakesIn(List<Check> checks)
    {
        HashSet<string> before = [];
        foreach (var check in checks)
        {
            if (check.Name == "" || check.Command.Count == 0)
            {
                yield return $"The check '{check.Name}' lacks a name or a command.";
            }

            // Those that are needed stand first, so there can be no circle.
            foreach (var need in check.Needs.Where(need => !before.Contains(need)))
            {
                yield return $"The check '{check.Name}' needs '{need}', which is not listed before it.";
            }

            if (!before.Add(check.Name))
            {
                yield return $"There are two checks '{check.Name}'.";
            }
        }
    }
}
