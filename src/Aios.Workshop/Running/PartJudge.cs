using Aios.Workshop.Artifacts;
using Aios.Workshop.Contracts;
using Aios.Workshop.Planning;

namespace Aios.Workshop.Running;

/// <summary>Says what is wrong with a part of a contract, looked at alone.</summary>
sealed class PartJudge(ContractReader reader, ContractRules rules)
{
    public IReadOnlyList<string> Domain(Answer answer)
    {
        var (part, mistakes) = reader.Read(answer.Files[0].Text);
        if (part is null)
        {
            return mistakes;
        }

        if (part.Application is null || part.Entities.Count == 0)
        {
            return ["The domain needs both `application` and `entities`."];
        }

        var alone = new ContractDraft();
        alone.Put(ContractTasks.DomainPart, part);
        return [.. rules.Judge(alone).Select(mistake => mistake.Text)];
    }

    /// <summary>Of any part but the domain.</summary>
    public IReadOnlyList<string> Part(Answer answer)
    {
        var (part, mistakes) = reader.Read(answer.Files[0].Text);
        return part is { Application: null, Entities: [] } or null ? mistakes : ["Only the domain says what the application and its entities are."];
    }
}
