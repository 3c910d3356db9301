using System.Text.Json;
using Aios.Cli;
using Aios.Cli.Choosing;
using Aios.Cli.Configuration;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Llm.Spending;
using Aios.Tests.Llm.Routing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Artifacts.Applying;
using Aios.Workshop.Artifacts.Repositories;
using Aios.Workshop.Briefs;
using Aios.Workshop.Verification;
using Xunit;

namespace Aios.Tests.Cli;

public sealed class ProblemTests
{
    static readonly Dictionary<string, Exception> _exceptions = new()
    {
        ["brief"] = new BriefException("No brief.", "Write one."),
        ["delivery"] = new DeliveryException("No folder.", "Name one."),
        ["conflict"] = new ApplyConflictException(new("/folder", [new() { Path = new("a.txt"), Kind = ChangeKind.Conflict, Reason = "it is yours" }])),
        ["history"] = new WorkspaceException("No git.", "Install it."),
        ["no route"] = new NoRouteAnsweredException([]),
        ["rights"] = new UnauthorizedAccessException("Not allowed."),
        ["disk"] = new IOException("No space."),
        ["missing folder"] = new DirectoryNotFoundException("Gone."),
        ["interrupted answer"] = new AnswerInterruptedException(Calls.Overloaded().Failure, Calls.Overloaded()),
        ["provider"] = new ProviderException(Calls.Overloaded().Failure),
        ["configuration"] = new ConfigurationException(["One thing.", "Another."]),
        ["no key"] = new KeyMissingException("No key.", "Set one."),
        ["no model"] = new UnknownModelException("x", ["a/y"], "See the list."),
        ["budget"] = new BudgetExceededException("Too dear."),
        ["no sandbox"] = new SandboxUnavailableException("No sandbox.", "Install one."),
        ["no tools"] = new ToolsMissingException(["chromium"]),
        ["bug"] = new FormatException("A bug."),
    };

    [Theory]
    [InlineData("brief", 2, "bad_brief", false)]
    [InlineData("delivery", 2, "bad_output", false)]
    [InlineData("conflict", 2, "conflict", false)]
    [InlineData("history", 1, "storage", false)]
    [InlineData("no route", 6, "no_route", true)]
    [InlineData("rights", 1, "storage", true)]
    [InlineData("disk", 1, "storage", true)]
    [InlineData("missing folder", 1, "storage", true)]
    [InlineData("interrupted answer", 6, "overloaded", true)]
    [InlineData("provider", 6, "overloaded", true)]
    [InlineData("configuration", 3, "configuration", false)]
    [InlineData("no key", 4, "key_missing", false)]
    [InlineData("no model", 2, "unknown_model", false)]
    [InlineData("budget", 5, "budget", false)]
    [InlineData("no sandbox", 9, "no_sandbox", false)]
    [InlineData("no tools", 9, "tools_missing", false)]
    [InlineData("bug", 1, "unexpected", false)]
    public void Each_exception_has_its_exit_code(string name, int exitCode, string code, bool retryable)
    {
        var problem = Problem.Of(_exceptions[name]);

        Assert.Equal((exitCode, code, retryable, _exceptions[name].Message), (problem.ExitCode, problem.Code, problem.Retryable, problem.Message));
    }

    [Fact]
    public void A_hint_is_that_of_the_exception()
    {
        Assert.Equal("Write one.", Problem.Of(_exceptions["brief"]).Hint);
        Assert.Equal("Name one.", Problem.Of(_exceptions["delivery"]).Hint);
    }

    [Fact]
    public void All_mistakes_of_a_command_line_are_told_at_once()
    {
        var problem = Problem.WrongUsage(["One thing.", "Another."]);

        Assert.Equal((2, "wrong_usage", "One thing. Another."), (problem.ExitCode, problem.Code, problem.Message));
    }

    [Fact]
    public void As_JSON_it_has_the_names_of_the_contract_and_no_others()
    {
        var error = JsonElement.Parse(Problem.Of(_exceptions["brief"]).ToJson()).GetProperty("error");

        Assert.Equal(["code", "message", "hint", "retryable", "provider", "http_status", "request_id", "cost_usd"], error.EnumerateObject().Select(member => member.Name));
        Assert.Equal("bad_brief", error.GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, error.GetProperty("cost_usd").ValueKind);
    }
}
