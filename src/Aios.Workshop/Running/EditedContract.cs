using Aios.Workshop.Contracts;
using Aios.Workshop.Planning;
using Aios.Workshop.Specialists;

namespace Aios.Workshop.Running;

/// <summary>A contract that somebody has edited, held to the same rules as those of the CTO.</summary>
public static class EditedContract
{
    /// <param name="checks">The names of the checks that a contract can ask for.</param>
    /// <returns>The contract, or null and everything that is wrong with it.</returns>
    public static (Contract? Contract, IReadOnlyList<string> Mistakes) Read(string json, Workflow workflow, Team team, IReadOnlyCollection<string> checks)
    {
        var (part, mistakes) = new ContractReader().Read(json);
        if (part is not { Application: not null })
        {
            return (null, part is null ? mistakes : ["It does not say what the application is."]);
        }

        ContractDraft draft = new();
        draft.Put("contract", part);
        string[] wrong = [.. Engine.Rules(workflow, team, checks).Judge(draft).Select(mistake => mistake.Text)];
        return wrong.Length > 0 ? (null, wrong) : InOrder(draft.Merge());
    }

    static (Contract? Contract, IReadOnlyList<string> Mistakes) InOrder(Contract contract)
    {
        try
        {
            _ = new TaskGraph<WorkTask>(FileTasks.From(contract, [], []), task => task.Id, task => task.Needs, task => task.Weight);
            return (contract, []);
        }
        catch (TaskGraphException exception)
        {
            return (null, [exception.Message]);
        }
    }
}
