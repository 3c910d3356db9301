using Aios.Workshop.Verification;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Aios.Workshop.Planning;

/// <summary>How applications of one kind are built: what the specialists are told, the files they plan from, the parts of the contract.</summary>
public sealed record Workflow
{
    static readonly IDeserializer _yaml = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build();

    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>What every specialist is told about applications of this kind: the stable beginning of each prompt.</summary>
    public required string Guidelines { get; init; }

    public required IReadOnlyList<FileKind> Layout { get; init; }

    /// <summary>The parts of a contract besides its domain and its files.</summary>
    public required IReadOnlyList<PartTemplate> Parts { get; init; }

    /// <summary>Files that nobody has to write: they ship with the workflow, by their path in the application.</summary>
    public required IReadOnlyDictionary<string, string> Provided { get; init; }

    /// <summary>What its checks are about.</summary>
    public IReadOnlyList<CheckSubject> Checks { get; init; } = [];

    /// <summary>Reads a workflow that ships with Aios.</summary>
    public static Workflow Load(string name)
    {
        var folder = $"Workflows/{name}";
        var head = _yaml.Deserialize<Head>(Resource.Text($"{folder}/workflow.yaml"));
        return new()
        {
            Name = name,
            Title = head.Title,
            Parts = head.Parts,
            Guidelines = Resource.Text($"{folder}/guidelines.md"),
            Layout = [.. Resource.Below($"{folder}/layout").SelectMany(file => _yaml.Deserialize<List<FileKind>>(Resource.Text(file)))],
            Checks = [.. CheckList.Parse(Resource.Text($"{folder}/checks/checks.yaml")).Select(check => check.Subject)],
            Provided = Resource.Below($"{folder}/provided").ToDictionary(file => file[$"{folder}/provided/".Length..], Resource.Text),
        };
    }

    sealed record Head
    {
        public string Title { get; init; } = "";

        public List<PartTemplate> Parts { get; init; } = [];
    }
}

/// <summary>A part of a contract that the workflow asks for by words.</summary>
public sealed record PartTemplate
{
    public string Name { get; init; } = "";

    /// <summary><c>entity</c> where there is one such part for each entity.</summary>
    public string? Each { get; init; }

    public string Asks { get; init; } = "";

    /// <summary>How hard it is, from 1 to 10, where the workflow knows better than the formula.</summary>
    public int? Complexity
    {
        get;
        init => field = value is null or (>= TaskComplexity.Least and <= TaskComplexity.Most) ? value : throw new ArgumentOutOfRangeException(nameof(Complexity), value, "A complexity is from 1 to 10.");
    }
}
