using Aios.Workshop.Contracts;
using Aios.Workshop.Planning;

namespace Aios.Workshop.Running;

/// <summary>What the CTO is told of the changes that were asked for: of each part that one of them touches, how it was and what is wanted otherwise.</summary>
/// <remarks>
/// A part whose slice is as it was before the last change is asked as it was asked then, word for word, so that its answer is found again
/// and not paid for.
/// </remarks>
sealed class Revisions(RunState state)
{
    public WorkTask Of(WorkTask task)
    {
        var number = NumberOf(task);
        return number == 0 ? task : task with { Change = (number, [.. Told(task, number)]) };
    }

    int NumberOf(WorkTask task) =>
        state.Changes.Count == 0 ? 0
        : task.Assignment.Part?.Name != ContractTasks.DomainPart && state.Changes[^1].Before.Tasks.GetValueOrDefault(task.Id)?.Task is { } before && before.Key == task.Key ? before.Since
        : state.Changes.Count;

    IEnumerable<Attachment> Told(WorkTask task, int number)
    {
        var words = state.Changes.Take(number).Select(change => change.Asked.Words).Where(said => said.Length > 0).ToList();
        if (words.Count > 0)
        {
            yield return new("changes", string.Join('\n', words.Select(said => $"- {said}")));
        }

        if (state.Changes[number - 1].Before.Contract is { } contract && task.Assignment is { Part: { } part } slice)
        {
            yield return new("present", Present(contract, part, slice.Entity).ToJson());
        }
    }

    /// <summary>What the part said: which part said what is told by the layout that it plans, and by what it is about.</summary>
    static ContractPart Present(Contract contract, PartPlan part, Entity? entity) =>
        part.Name == ContractTasks.DomainPart ? new() { Application = contract.Application, Entities = contract.Entities }
        : part.Layout.Count > 0 ? new() { Files = [.. contract.Files.Where(file => part.Layout.Any(kind => kind.Kind == file.Kind) && (entity is null || file.Entity == entity.Name))] }
        : new()
        {
            Endpoints = [.. contract.Endpoints.Where(endpoint => endpoint.Entity == entity?.Name)],
            Shapes = [.. contract.Shapes.Where(shape => (shape.Entity ?? shape.ListOf) == entity?.Name)],
            Dependencies = entity is null ? contract.Dependencies : new Dictionary<string, IReadOnlyList<string>>(),
            Checks = entity is null ? contract.Checks : [],
        };
}
