using System.Collections.Frozen;
using Aios.Workshop.Artifacts;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Aios.Workshop.Specialists;

/// <summary>The specialists who work together.</summary>
public sealed class Team(IEnumerable<Specialist> specialists)
{
    readonly FrozenDictionary<string, Specialist> _byName = specialists.ToFrozenDictionary(specialist => specialist.Name);

    /// <summary>The planner comes first.</summary>
    public static IReadOnlyList<string> Roles { get; } = ["cto", "backend", "frontend", "qa", "devops"];

    public IReadOnlyCollection<Specialist> Specialists => _byName.Values;

    public Specialist this[string name] => _byName[name];

    /// <summary>The specialists that ship with Aios: a Markdown file and a profile each.</summary>
    public static Team Load()
    {
        // Here and not beside the roles: whoever only asks for their names need not wait for it.
        var yaml = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build();
        return new(Roles.Select(name => Load(name, yaml)));
    }

    /// <returns>Whether a specialist may write there; null for one who is not on the team.</returns>
    public bool? MayWrite(string specialist, ArtifactPath path) => _byName.GetValueOrDefault(specialist)?.MayWrite(path);

    static Specialist Load(string name, IDeserializer yaml)
    {
        var profile = yaml.Deserialize<Profile>(Resource.Text($"Specialists/{name}.yaml"));
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
