using Aios.Workshop.Artifacts;
using Aios.Workshop.Contracts;

namespace Aios.Workshop.Planning;

/// <summary>The tasks that follow from a contract: one per file, or per group of small ones.</summary>
public static class FileTasks
{
    /// <param name="contractTasks">The ids of the tasks that wrote the contract.</param>
    /// <param name="layout">Tells which kinds of file have to do with no entity.</param>
    public static IReadOnlyList<WorkTask> From(Contract contract, IReadOnlyList<string> contractTasks, IReadOnlyList<FileKind> layout)
    {
        var taskOf = contract.Files.ToDictionary(file => file.Path, IdOf);
        var general = layout.Where(kind => kind.General).Select(kind => kind.Kind).ToHashSet();
        return [.. contract.Files.GroupBy(IdOf).Select(group => Task(group.Key, [.. group], contract, taskOf, contractTasks, general))];
    }

    /// <summary>What all of these files have to do with, whoever wrote them.</summary>
    /// <param name="layout">Tells which kinds of file have to do with no entity.</param>
    internal static Assignment SliceFor(IReadOnlyList<PlannedFile> files, Contract contract, IReadOnlyList<FileKind> layout)
    {
        var general = layout.Where(kind => kind.General).Select(kind => kind.Kind).ToHashSet();
        var special = files.Where(file => !general.Contains(file.Kind)).ToList();
        return special.Count == 0 ? Slice(files, contract with { Entities = [], Endpoints = [], Shapes = [] })
            : Slice(files, contract, special.All(file => file.Entity == special[0].Entity) ? special[0].Entity : null);
    }

    static string IdOf(PlannedFile file) => file switch
    {
        { Group: null } => file.Path,
        { Entity: null } => $"{file.Owner}/{file.Group}",
        _ => $"{file.Owner}/{file.Group}-{file.Entity}",
    };

    static WorkTask Task(
        string id, IReadOnlyList<PlannedFile> files, Contract contract, Dictionary<string, string> taskOf, IReadOnlyList<string> contractTasks, HashSet<string> general)
    {
        var shown = files.SelectMany(file => file.Needs).Where(path => taskOf[path] != id).Distinct().ToList();
        return new()
        {
            Id = id,
            Specialist = files[0].Owner,
            Files = [.. files.Select(file => new ArtifactPath(file.Path))],
            Needs = [.. contractTasks, .. shown.Select(path => taskOf[path]).Distinct()],
            Shown = [.. shown.Select(path => new ArtifactPath(path))],
            Assignment = Slice(files, files.All(file => general.Contains(file.Kind)) ? contract with { Entities = [], Endpoints = [], Shapes = [] } : contract),
        };
    }

    /// <summary>What these files have to do with: their entity and all it refers to, its endpoints and shapes, what others export.</summary>
    static Assignment Slice(IReadOnlyList<PlannedFile> files, Contract contract) => Slice(files, contract, files[0].Entity);

    static Assignment Slice(IReadOnlyList<PlannedFile> files, Contract contract, string? about)
    {
        var entity = contract.Entities.FirstOrDefault(each => each.Name == about);
        var mentioned = files.SelectMany(file => file.Needs.Concat(file.Uses)).ToHashSet();
        return new()
        {
            Files = files,
            Application = contract.Application,
            Entity = entity,
            Entities = entity is null ? contract.Entities : WithReferred(entity, contract.Entities),
            Endpoints = [.. contract.Endpoints.Where(endpoint => entity is null || endpoint.Entity == entity.Name)],
            Shapes = [.. contract.Shapes.Where(shape => entity is null || shape.Entity == entity.Name || shape.ListOf == entity.Name)],
            Signatures = contract.Files
                .Where(file => mentioned.Contains(file.Path) && file.Exports.Count > 0)
                .ToDictionary(file => file.Path, file => file.Exports),
        };
    }

    /// <summary>An entity and all that it refers to, in the contract's order, in which it stands behind these.</summary>
    internal static List<Entity> WithReferred(Entity entity, IReadOnlyList<Entity> all)
    {
        var wanted = new HashSet<string>();
        var open = new Stack<string>([entity.Name]);
        while (open.TryPop(out var name))
        {
            if (wanted.Add(name))
            {
                all.Single(each => each.Name == name).References.Select(reference => reference.To!).ToList().ForEach(open.Push); // a reference has a target: ContractRules
            }
        }

        return [.. all.Where(each => wanted.Contains(each.Name))];
    }
}
