using System.Security.Cryptography;
using System.Text;
using Aios.Workshop.Artifacts;

namespace Aios.Workshop.Planning;

/// <summary>One file-sized piece of work for one specialist.</summary>
public sealed record WorkTask
{
    public required string Id { get; init; }

    /// <summary>The name of the specialist who does it.</summary>
    public required string Specialist { get; init; }

    /// <summary>What has to be in the answer: these files, all of them and no others; of a repair those that it changes.</summary>
    public required IReadOnlyList<ArtifactPath> Files { get; init; }

    /// <summary>By which lengths, times and verdicts are remembered: that of its first file, or which part of the contract it is.</summary>
    public string Kind => Assignment switch
    {
        { Part.Name: ContractTasks.DomainPart } => "contract/domain",
        { Files: [var first, ..] } => first.Kind,
        _ => Specialist,
    };

    /// <summary>The tasks that must be done before.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Files of other tasks whose text the specialist is shown.</summary>
    public IReadOnlyList<ArtifactPath> Shown { get; init; } = [];

    public required Assignment Assignment { get; init; }

    /// <summary>Further texts that the specialist is shown.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>The checks because of which files that are there are to be changed; empty where they are to be written.</summary>
    public IReadOnlyList<string> Repairs { get; init; } = [];

    public bool IsRepair => Repairs.Count > 0;

    /// <summary>How many seconds it is expected to take. Orders tasks that are ready; no part of what the task is.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>What the user wants otherwise than it was done before; comes with the number of that change, and makes it no other task.</summary>
    public (int Number, IReadOnlyList<Attachment> Shown) Change { get; init; } = (0, []);

    /// <summary>A sum over its slice of the contract and the texts that come with it: the same task in another run, or after a change, has the same key.</summary>
    public string Key => field ??= KeyOf();

    /// <summary>What is told of it while it is done.</summary>
    public PlannedTask Plan => field ??= new()
    {
        Id = Id,
        Specialist = Specialist,
        Kind = Kind,
        Key = Key,
        Since = Change.Number,
        Needs = Needs,
        Files = [.. Files.Select(file => file.Text)],
        Repairs = IsRepair ? Repairs : null,
    };

    string KeyOf()
    {
        IEnumerable<string> told = [Specialist, Assignment.ToJson(), .. Shown.Select(path => path.Text), .. Attachments.SelectMany(each => new[] { each.Label, each.Text })];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', told))))[..16];
    }
}

/// <param name="Label">Says what it is: <c>brief</c>, <c>schema</c>, <c>file backend/app/main.py</c>.</param>
public sealed record Attachment(string Label, string Text);
