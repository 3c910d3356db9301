using Aios.Cli;
using Aios.Cli.Choosing;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Tests.Llm.Routing;
using Xunit;

namespace Aios.Tests.Cli;

public sealed class FailureProblemTests
{
    [Theory]
    [InlineData(FailureKind.RateLimited, "rate_limited", 6, true)]
    [InlineData(FailureKind.QuotaExhausted, "quota_exhausted", 6, false)]
    [InlineData(FailureKind.Overloaded, "overloaded", 6, true)]
    [InlineData(FailureKind.Unreachable, "unreachable", 6, true)]
    [InlineData(FailureKind.TimedOut, "timed_out", 6, true)]
    [InlineData(FailureKind.InvalidRequest, "invalid_request", 2, false)]
    [InlineData(FailureKind.UnknownModel, "unknown_model", 2, false)]
    [InlineData(FailureKind.ContextTooLong, "context_too_long", 6, false)]
    [InlineData(FailureKind.Unauthorised, "key_refused", 4, false)]
    [InlineData(FailureKind.Refused, "refused", 6, false)]
    [InlineData(FailureKind.Truncated, "truncated", 6, true)]
    [InlineData(FailureKind.Malformed, "malformed_answer", 6, true)]
    [InlineData(FailureKind.Cancelled, "cancelled", 130, false)]
    public void Each_kind_has_its_code_its_exit_code_and_a_hint(FailureKind kind, string code, int exitCode, bool retryable)
    {
        var problem = FailureProblem.Of(new Failure(kind, "Said."));

        Assert.Equal((code, exitCode, retryable, "Said."), (problem.Code, problem.ExitCode, problem.Retryable, problem.Message));
        Assert.NotEmpty(problem.Hint!); // every row has one
    }

    [Fact]
    public void No_kind_is_forgotten() => Assert.All(Enum.GetValues<FailureKind>(), kind => FailureProblem.Of(new Failure(kind, "Said.")));

    [Fact]
    public void A_web_page_in_place_of_the_API_is_told_from_a_network_that_is_down()
    {
        var problem = FailureProblem.Of(new Failure(FailureKind.Unreachable, "A page.") { IsWebPage = true });

        Assert.Equal(("not_the_api", 6, false), (problem.Code, problem.ExitCode, problem.Retryable));
    }

    [Fact]
    public void To_ask_again_does_not_help_against_a_redirect() =>
        Assert.False(FailureProblem.Of(new Failure(FailureKind.Unreachable, "Elsewhere.") { HttpStatus = 307 }).Retryable);

    [Fact]
    public void What_the_provider_refused_is_not_wrong_usage() =>
        Assert.Equal(6, FailureProblem.Of(new Failure(FailureKind.InvalidRequest, "No.") { HttpStatus = 400 }).ExitCode);

    [Fact]
    public void The_provider_s_own_hint_and_wait_are_passed_on()
    {
        Assert.Equal("Do this.", FailureProblem.Of(new Failure(FailureKind.Unauthorised, "No.") { Hint = "Do this." }).Hint);
        Assert.Contains("7 s", FailureProblem.Of(new Failure(FailureKind.RateLimited, "No.") { RetryAfter = TimeSpan.FromSeconds(6.5) }).Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_all_routes_say_is_the_problem_and_else_only_that_none_answered()
    {
        Assert.Equal("overloaded", FailureProblem.Of(await UnansweredAsync(FailureKind.Overloaded, FailureKind.Overloaded)).Code);

        var mixed = FailureProblem.Of(await UnansweredAsync(FailureKind.Unauthorised, FailureKind.Overloaded));
        Assert.Equal(("no_route", 6, "b", 0m), (mixed.Code, mixed.ExitCode, mixed.Provider, mixed.CostUsd));
        Assert.Contains("a/a-model", mixed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_its_provider_does_not_know_has_lost_nothing_of_what_the_provider_said()
    {
        var said = await UnansweredAsync(FailureKind.UnknownModel, FailureKind.UnknownModel);

        var problem = Problem.Of(new UnknownModelException("b/x", ["b/y"], "See the list.", said));

        Assert.Equal(("unknown_model", 2, "b", 404, "req_1", 0m), (problem.Code, problem.ExitCode, problem.Provider, problem.HttpStatus, problem.RequestId, problem.CostUsd));
        Assert.Equal(("There is no model b/x. Did you mean b/y?", "See the list."), (problem.Message, problem.Hint));
    }

    static async Task<NoRouteAnsweredException> UnansweredAsync(FailureKind first, FailureKind second)
    {
        var call = Calls.To("a", "b");
        return await Assert.ThrowsAsync<NoRouteAnsweredException>(async () =>
        {
            await foreach (var _ in Calls.RouterAt(TimeProvider.System).StreamAsync(
                call,
                (attempt, _) => Calls.Broken(Said(attempt.Route.Provider.Name == "a" ? first : second)),
                TestContext.Current.CancellationToken))
            {
            }
        });
    }

    static Testing.ScriptedException Said(FailureKind kind) => new(kind, "Said.") { Failure = new(kind, "Said.") { HttpStatus = 404, RequestId = "req_1" } };
}
