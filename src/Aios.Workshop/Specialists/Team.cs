using System.Collections.Frozen;
using Aios.Workshop.Artifacts;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Aios.Workshop.Specialists;

/// <summary>The specialists who work together.</summary>
public sealed class Team(IEnumerable<Specialist> specialists)
{
    static readonly IDeserializer _yaml = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build();

    readonly FrozenDictionary<string, Specialist> _byName = specialists.ToFrozenDictionary(specialist => specialist.Name);

    /// <summary>The planner comes first.</summary>
    public static IReadOnlyList<string> Roles { get; } = ["cto", "backend", "frontend", "qa", "devops"];

    public IReadOnlyCollection<Specialist> Specialists => _byName.Values;

    public Specialist this[string name] => _byName[name];

    /// <summary>The specialists that ship with Aios: a Markdown file and a profile each.</summary>
    public static Team Load() => new(Roles.Select(Load));

    /// <returns>Whether a specialist may write there; null for one who is not on the team.</returns>
    public bool? MayWrite(string specialist, ArtifactPath path) => _byName.GetValueOrDefault(specialist)?.MayWrite(path);

    static Specialist Load(string name)
    {
        var profile = _yaml.Deserialize<Profile>(Resource.Text($"Specialists/{name}.yaml"));
        return new()
        {
            Name = name,
            Title = profile.Title,
            Rules = Resource.Text($"Specialists/{name}.md"),
            Kinds = profile.Kinds,
            Routing = profile.Routing,
            MaxOutputTokens = profile.MaxOutputTokens,
            Attempts = profile.Attempts,
            Owns = profile.Owns,
        };
    }

    sealed record Profile
    {
        public string Title { get; init; } = "";

        public List<string> Kinds { get; init; } = [];

        public string Routing { get; init; } = "";

        public int MaxOutputTokens { get; init; }

        public int Attempts { get; init; }

        public List<string> Owns { get; init; } = [];
    }
}
