using Aios.Workshop.Artifacts;
using Aios.Workshop.Contracts;
using Aios.Workshop.Planning;

namespace Aios.Workshop.Repairing;

/// <summary>What the specialists of repairs are told.</summary>
static class RepairTasks
{
    /// <summary>With it comes what was found.</summary>
    public const string Evidence = "evidence";

    /// <summary>Of a file, as it is now.</summary>
    public static string LabelOf(string path) => $"file {path}";

    /// <param name="textOf">What a file of the application says now.</param>
    public static WorkTask Of(Repair repair, Contract contract, IReadOnlyList<FileKind> layout, Func<string, string> textOf) => new()
    {
        Id = repair.Id,
        Specialist = repair.Specialist,
        Files = [.. repair.Files.Select(path => new ArtifactPath(path))],
        Repairs = [.. repair.Checks],
        Assignment = FileTasks.SliceFor([.. repair.Files.Select(path => contract.Files.First(file => file.Path == path))], contract, layout),
        Attachments =
        [
            .. repair.Files.Select(path => new Attachment(LabelOf(path), textOf(path))),
            new(Evidence, string.Join("\n\n", repair.Found.Select(found => $"The check {found.Check}:\n{found.Text}"))),
        ],
    };
}
