using Aios.Cli.Display;
using Aios.Tests.Workshop;
using Aios.Workshop.Evaluation;
using Xunit;

namespace Aios.Tests.Cli.Display;

public sealed class TrialTableTests
{
    static readonly TrialEstimate _estimate = new() { Input = 2363, Output = 422, Expected = new(8_946_000), Worst = new(116_890_000) };

    [Fact]
    public void A_plan_shows_what_each_will_need_and_the_sum() => Assert.Equal(
        """
        SPECIALIST  MODEL             IN    OUT  EXPECTED   AT MOST
        backend     anthropic/claude  2363  422  $0.008946  $0.11689
        qa          anthropic/claude  2363  422  $0.008946  $0.11689
        backend     ollama/?          -     -    -          cannot be asked
                    in all                       $0.017892  $0.23378
        """,
        string.Join('\n', TrialTable.Of(new TrialPlan([Trials.Planned("anthropic", "claude", estimate: _estimate), Trials.Planned("anthropic", "claude", "qa", _estimate), Trials.Planned("ollama", "?")]))));

    [Fact]
    public void Rows_show_what_came_of_each_and_the_sums_by_model() => Assert.Equal(
        """
        SPECIALIST  MODEL             RESULT     SECONDS  IN    CACHED  OUT  COST     TRIES  WHAT FAILED
        backend     anthropic/claude  passed     4.5      2000  500     400  $0.0061  1
        qa          anthropic/claude  FAILED     9.0      2000  500     400  $0.0061  2      backend-tests: assert 200 == 201
        backend     ollama/?          no answer  0.0      0     0       0    $0.00    0      Nobody listens there.
                    anthropic/claude  1 of 2     13.5     4000  1000    800  $0.0122  3
                    ollama/?          0 of 1     0.0      0     0       0    $0.00    0
                    in all            1 of 3     13.5     4000  1000    800  $0.0122  3
        """,
        string.Join('\n', TrialTable.Of(
        [
            Row(TrialOutcome.Passed, "backend", 4.5, 1, null),
            Row(TrialOutcome.Failed, "qa", 9, 2, "backend-tests: assert 200 == 201"),
            new(Trials.Planned("ollama", "?"), TrialOutcome.Unanswered, "Nobody listens there."),
        ])));

    static TrialRow Row(TrialOutcome outcome, string specialist, double seconds, int attempts, string? reason) =>
        new(Trials.Planned("anthropic", "claude", specialist, _estimate), outcome, reason)
        {
            Took = TimeSpan.FromSeconds(seconds),
            Attempts = attempts,
            Usage = new() { Input = 1500, CacheRead = 500, Output = 400 },
            Cost = new(6_100_000),
        };
}
