using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Aios.Workshop.Planning;

/// <summary>The kinds of file that an application of a workflow is made of: what the CTO plans from.</summary>
public sealed record Layout(IReadOnlyList<FileKind> Kinds)
{
    static readonly IDeserializer _yaml = new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .Build();

    public static Layout Parse(string yaml) => new(_yaml.Deserialize<List<FileKind>>(yaml));
}

/// <summary>A kind of file; texts may hold the placeholders that the layout's head explains.</summary>
public sealed record FileKind
{
    public string Kind { get; init; } = "";

    public string Path { get; init; } = "";

    /// <summary><c>entity</c> where there is one such file for each entity.</summary>
    public string? Each { get; init; }

    public string Owner { get; init; } = "";

    /// <summary>The part of the contract that lists files of this kind.</summary>
    public string Part { get; init; } = "";

    public string Purpose { get; init; } = "";

    public List<string> Exports { get; init; } = [];

    public List<string> Needs { get; init; } = [];

    public List<string> Uses { get; init; } = [];

    public string? Group { get; init; }
}
