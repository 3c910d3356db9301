using Aios.Workshop.Contracts;
using Aios.Workshop.Planning;
using Aios.Workshop.Running;
using Aios.Workshop.Specialists;
using Aios.Workshop.Verification;

namespace Aios.Workshop.Evaluation;

/// <summary>The fixed tasks of a workflow.</summary>
public sealed class SpecialistTrials(Workflow workflow, Team team, IVerifier verifier, TimeProvider clock)
{
    readonly ContractReader _reader = new();

    /// <param name="specialists">Whose; empty for everybody's.</param>
    /// <param name="folder">For the application that they are about; not there yet.</param>
    public async Task<IReadOnlyList<SpecialistTrial>> PrepareAsync(IReadOnlyCollection<string> specialists, string folder, CancellationToken cancellationToken)
    {
        var reference = await ReferenceApplication.BuildAsync(workflow, team, verifier.Checks, folder, clock, cancellationToken);
        List<SpecialistTrial> trials = [];
        foreach (var template in TrialTemplate.Load(workflow.Name).Where(each => specialists.Count == 0 || specialists.Contains(each.Specialist)))
        {
            trials.Add(await TrialAsync(template, reference, cancellationToken));
        }

        return trials;
    }

    async Task<SpecialistTrial> TrialAsync(TrialTemplate template, ReferenceApplication reference, CancellationToken cancellationToken)
    {
        var task = reference.Task(template.Task);
        var rules = Engine.Rules(workflow, team, verifier.Checks);
        var isPart = task.Assignment.Part is not null;
        return new(
            isPart ? new PartJudge(_reader, rules).Domain : _ => [],
            isPart
                ? new DomainChecks(new(reference.Contract.Application, reference.Contract.Entities), _reader, rules, new(workflow, _reader.SchemaText, verifier.Checks))
                : new ApplicationChecks(reference, verifier, template.Checks, template.LeaveOut))
        {
            Task = task,
            Question = await reference.QuestionAsync(task, workflow, team, cancellationToken),
            Attempts = team[task.Specialist].Attempts,
            Expected = reference.UsageOf(task),
        };
    }
}
