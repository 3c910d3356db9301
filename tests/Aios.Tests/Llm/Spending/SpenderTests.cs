using Aios.Llm.Spending;
using Xunit;

namespace Aios.Tests.Llm.Spending;

public sealed class SpenderTests
{
    [Fact]
    public void A_copy_counts_in_its_own_scopes()
    {
        Spender spender = new() { Run = "one" };
        Assert.Contains(Scope.Run("one"), spender.Scopes);

        var copy = spender with { Run = "two" };

        Assert.Equal([Scope.Installation, Scope.Run("two")], copy.Scopes);
    }

    [Fact]
    public void A_spender_is_the_same_also_after_its_scopes_were_read()
    {
        Spender read = new() { Run = "r", Specialist = "qa" };

        Assert.Equal(["installation", "specialist:qa", "run:r", "run:r/qa"], read.Scopes.Select(scope => scope.Name));
        Assert.Equal(new() { Run = "r", Specialist = "qa" }, read);
        Assert.Equal(new Spender { Run = "r", Specialist = "qa" }.GetHashCode(), read.GetHashCode());
    }
}
