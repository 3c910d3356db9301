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
    static Assignment Slice(IReadOnlyList<PlannedFile> files, Contract contract)
    {
        var entity = contract.Entities.FirstOrDefault(each => each.Name == files[0].Entity);
        var mentioned = files.SelectMany(file => file.Needs.Concat(file.Uses)).ToHashSet();
        return new()
        {
            Files = files,
            Application = contract.Application,
            Entity = entity,
            Entities = entity is null ? contract.Entities : WithReferred(entity, contract),
            Endpoints = [.. contract.Endpoints.Where(endpoint => entity is null || endpoint.Entity == entity.Name)],
            Shapes = [.. contract.Shapes.Where(shape => entity is null || shape.Entity == entity.Name || shape.ListOf == entity.Name)],
            Signatures = contract.Files
                .Where(file => mentioned.Contains(file.Path) && file.Exports.Count > 0)
                .ToDictionary(file => file.Path, file => file.Exports),
        };
    }

    /// <summary>In the contract's order, in which an entity stands behind those that it refers to.</summary>
    static List<Entity> WithReferred(Entity entity, Contract contract)
    {
        var wanted = new HashSet<string>();
        var open = new Stack<string>([entity.Name]);
        while (open.TryPop(out var name))
        {
            if (wanted.Add(name))
            {
                contract.Entities.Single(each => each.Name == name).References.Select(reference => reference.To!).ToList().ForEach(open.Push); // a reference has a target: ContractRules
            }
        }

        return [.. contract.Entities.Where(each => wanted.Contains(each.Name))];
    }
}
