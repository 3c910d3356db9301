using Xunit;

namespace Aios.Tests.Workshop.Specialists;

public sealed class TeamTests
{
    [Fact]
    public void Five_specialists_ship_each_with_rules_a_profile_and_something_to_own()
    {
        Assert.Equal(["backend", "cto", "devops", "frontend", "qa"], Sample.Team.Specialists.Select(each => each.Name).Order());
        Assert.All(Sample.Team.Specialists, each => Assert.All((string[])[each.Title, each.Rules, each.Routing], Assert.NotEmpty));
        Assert.All(Sample.Team.Specialists, each => Assert.NotEmpty(each.Owns));
        Assert.All(Sample.Team.Specialists, each => Assert.InRange(each.Attempts, 1, 5));
        Assert.All(Sample.Team.Specialists, each => Assert.InRange(each.MaxOutputTokens, 1000, 100_000));
    }

    [Theory]
    [InlineData("cto", "contract/domain.json", true)]
    [InlineData("cto", "backend/app/main.py", false)]
    [InlineData("backend", "backend/app/main.py", true)]
    [InlineData("backend", "backend/app/fields/base.py", true)]
    [InlineData("backend", "backend/tests/test_a.py", false)]
    [InlineData("backend", "backend/APP/main.py", false)]
    [InlineData("backend", "backend/Dockerfile", false)]
    [InlineData("frontend", "frontend/src/App.tsx", true)]
    [InlineData("frontend", "frontend/tests/app.test.tsx", false)]
    [InlineData("frontend", "backend/app/main.py", false)]
    [InlineData("qa", "backend/tests/test_a.py", true)]
    [InlineData("qa", "backend/app/main.py", false)]
    [InlineData("devops", "README.md", true)]
    [InlineData("devops", ".github/workflows/ci.yml", true)]
    [InlineData("devops", "backend/app/main.py", false)]
    [InlineData("devops", "contract/domain.json", false)]
    public void A_specialist_may_write_what_it_owns_and_nothing_else(string specialist, string path, bool may) =>
        Assert.Equal(may, Sample.Team.MayWrite(specialist, new(path)));

    [Fact]
    public void Whoever_is_not_on_the_team_owns_nothing_at_all() => Assert.Null(Sample.Team.MayWrite("intern", new("README.md")));
}
