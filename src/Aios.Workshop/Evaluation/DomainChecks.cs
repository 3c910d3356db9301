using Aios.Workshop.Artifacts;
using Aios.Workshop.Contracts;
using Aios.Workshop.Offline;
using Aios.Workshop.Planning;
using Aios.Workshop.Running;

namespace Aios.Workshop.Evaluation;

/// <summary>Judges a domain by the contract that follows from it, and by what the brief names.</summary>
/// <param name="wanted">What the brief names.</param>
sealed class DomainChecks(Domain wanted, ContractReader reader, ContractRules rules, ContractTasks tasks) : ITrialChecks
{
    const string RulesHold = "contract-rules";
    const string AsBriefed = "domain-as-briefed";

    public IReadOnlyList<string> Names => [RulesHold, AsBriefed];

    public bool NeedSandbox => false;

    public void Prepare(ArtifactFolder staging)
    {
        // The domain comes before everything else.
    }

    public async Task MakeAsync(ArtifactFolder staging, RunLog log, CancellationToken cancellationToken)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(staging.Root, $"{ContractTasks.IdOf(ContractTasks.DomainPart)}.json"), cancellationToken);
        var part = reader.Read(text).Part!; // judged before it was accepted
        Domain domain = new(part.Application!, part.Entities); // the same
        Tell(RulesHold, "A whole contract follows from the domain, and keeps the rules", MistakesOf(part, domain));
        Tell(AsBriefed, "The domain has all that the brief names", DomainComparison.Missing(wanted, domain));

        void Tell(string name, string title, IEnumerable<string> mistakes)
        {
            log.Add(new RunEvent.CheckStarted(name, title));
            var found = mistakes.ToList();
            log.Add(new RunEvent.CheckFinished(new(name, found.Count == 0, 0, string.Join('\n', found))));
        }
    }

    IEnumerable<string> MistakesOf(ContractPart part, Domain domain)
    {
        ContractDraft draft = new();
        draft.Put(ContractTasks.DomainPart, part);
        foreach (var assignment in tasks.Parts(domain).Select(task => task.Assignment))
        {
            draft.Put(assignment.Part!.Name, reader.Read(OfflineContract.Part(assignment.Part, assignment)).Part!); // tasks of parts, and the generator's own answers
        }

        return rules.Judge(draft).Select(mistake => $"{mistake.Part}: {mistake.Text}");
    }
}
