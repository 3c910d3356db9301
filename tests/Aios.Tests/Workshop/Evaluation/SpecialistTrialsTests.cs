using Aios.Testing;
using Aios.Tests.Workshop.Running;
using Aios.Workshop.Evaluation;
using Aios.Workshop.Specialists;
using Aios.Workshop.Verification;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Workshop.Evaluation;

public sealed class SpecialistTrialsTests(TrialFixture fixture) : IClassFixture<TrialFixture>
{
    [Fact]
    public void Every_specialist_has_one()
    {
        Assert.Equal(Team.Roles, fixture.Trials.Select(trial => trial.Specialist));
        Assert.All(TrialTemplate.Load("web-app"), template => Assert.Equal(template.Specialist, fixture.Trials.Single(trial => trial.Task.Id == template.Task).Specialist));
    }

    [Fact]
    public void Its_checks_are_checks_of_the_workflow_with_all_that_they_need()
    {
        var checks = CheckList.Parse(Repository.Files("src/Aios.Workshop/Planning/Workflows/web-app/checks", "checks.yaml").Values.Single()).ToDictionary(check => check.Name);

        Assert.All(fixture.Trials.Where(trial => trial.NeedsSandbox), trial =>
        {
            Assert.NotEmpty(trial.Checks);
            Assert.All(trial.Checks, name => Assert.Subset(trial.Checks.ToHashSet(), checks[name].Needs.ToHashSet()));
        });
        Assert.Equal(["cto"], fixture.Trials.Where(trial => !trial.NeedsSandbox).Select(trial => trial.Specialist));
    }

    [Fact]
    public async Task They_are_the_same_each_time()
    {
        using TempFolder temp = new();

        var again = await new SpecialistTrials(Sample.WebApp, Sample.Team, new ScriptedVerifier(), fixture.Clock)
            .PrepareAsync(["qa", "devops"], temp["reference"], TestContext.Current.CancellationToken);

        Assert.Equal(["qa", "devops"], again.Select(trial => trial.Specialist));
        Assert.All(again, trial => Assert.Equal(Texts(fixture.Trial(trial.Specialist)), Texts(trial)));
    }

    static IEnumerable<string> Texts(SpecialistTrial trial) => trial.Question.Messages.Select((ChatMessage message) => message.Text);
}
