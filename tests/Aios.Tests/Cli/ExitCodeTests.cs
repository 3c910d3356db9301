using Aios.Cli;
using Aios.Workshop.Running;
using Xunit;

namespace Aios.Tests.Cli;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(RunStatus.Verified, 0)]
    [InlineData(RunStatus.Unverified, 7)]
    [InlineData(RunStatus.Failed, 7)]
    [InlineData(RunStatus.Stopped, 130)]
    public void A_run_ends_with_the_code_of_its_status(RunStatus status, int code) => Assert.Equal(code, ExitCode.Of(Ended(status, refused: false)));

    [Fact]
    public void A_run_whose_checks_were_refused_for_want_of_a_sandbox_says_that() => Assert.Equal(9, ExitCode.Of(Ended(RunStatus.Unverified, refused: true)));

    static RunState Ended(RunStatus status, bool refused) => new RunState()
        .Apply(new RunEvent.CheckFinished(new("any", !refused, 0, "") { Refused = refused }), default)
        .Apply(new RunEvent.RunFinished(status, null, null), default);
}
