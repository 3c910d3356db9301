namespace Aios.Workshop.Planning;

/// <summary>How hard a task is, from 1 to 10: what the router compares a model's chances by.</summary>
/// <remarks>
/// 1 + log₂ of the things to write + log₂ of 1 and the files it has to agree with + what its kind adds, rounded to the nearest whole
/// number. A thing to write is a file, an export of one, a field or an endpoint of the entity that it is about; for the plan of a
/// whole domain, each 400 characters of its brief.
/// </remarks>
public static class TaskComplexity
{
    public const int Least = 1;
    public const int Most = 10;

    const int CharactersPerThing = 400;

    /// <summary>What the workflow says of the task's kind, else what follows from its slice of the contract.</summary>
    public static int Of(WorkTask task, Workflow workflow) => Said(task, workflow) ?? Reckoned(task);

    static int Reckoned(WorkTask task) =>
        (int)Math.Clamp(Math.Round(1 + Math.Log2(Things(task)) + Math.Log2(1 + Ties(task)) + OfKind(task), MidpointRounding.AwayFromZero), Least, Most);

    /// <summary>Of a group of files, that of the hardest.</summary>
    static int? Said(WorkTask task, Workflow workflow)
    {
        var parts = task.Assignment.Part is { } part ? workflow.Parts.Where(each => IsOf(each, part)).Select(each => each.Complexity) : [];
        return task.Assignment.Files.Select(file => workflow.Layout.FirstOrDefault(kind => kind.Kind == file.Kind)?.Complexity).Concat(parts).Max();
    }

    static bool IsOf(PartTemplate template, PartPlan part) =>
        part.Name == template.Name || (template.Each is not null && part.Name.StartsWith($"{template.Name}-", StringComparison.Ordinal));

    static double Things(WorkTask task)
    {
        var slice = task.Assignment;
        var written = slice.Files.Sum(file => 1 + file.Exports.Count) + (slice.Part?.Layout.Count ?? 0);
        return slice.Part?.Name == ContractTasks.DomainPart
            ? written + ((double)task.Attachments.Where(attachment => attachment.Label == "brief").Sum(attachment => attachment.Text.Length) / CharactersPerThing)
            : slice.Entity is { } entity ? written + entity.Fields.Count + slice.Endpoints.Count
            : written;
    }

    static int Ties(WorkTask task) => task.Assignment.Files.SelectMany(file => file.Needs.Concat(file.Uses)).Distinct().Count();

    /// <summary>All others build on the domain, and on each part of the contract those who write its files; tests have to think of what may go wrong.</summary>
    static int OfKind(WorkTask task) => task switch
    {
        { Assignment.Part.Name: ContractTasks.DomainPart } => 3,
        { Assignment.Part: not null } => 1,
        { Specialist: "qa" } => 1,
        _ => 0,
    };
}
