using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Testing;
using Aios.Tests.Workshop.Running;
using Aios.Workshop.Evaluation;
using Xunit;

namespace Aios.Tests.Workshop.Evaluation;

public sealed class TrialRunnerTests(TrialFixture fixture) : IClassFixture<TrialFixture>
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Good_answers_pass_for_every_specialist_and_are_kept()
    {
        var rows = await fixture.RunAsync(fixture.Trials, [fixture.Candidate(_ => null, ModelPrice.Free)], cancellationToken: Token);

        Assert.Equal(["cto", "backend", "frontend", "qa", "devops"], rows.Select(row => row.Planned.Trial.Specialist));
        Assert.All(rows, row => Assert.Equal((TrialOutcome.Passed, null, 1), (row.Outcome, row.Reason, row.Attempts)));
        Assert.All(rows, row => Assert.Equal(row.Planned.Trial.Checks.Order(), row.Verdicts.Select(verdict => verdict.Name).Order()));
        Assert.All(rows, row => Assert.True(File.Exists(Path.Combine(fixture.Folder, "answers", row.Planned.Trial.Specialist, "scripted-actor", row.Files[0].Path)), row.Files[0].Path));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(fixture.Folder, "work"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_file_is_checked_in_its_place_among_all_the_others()
    {
        ScriptedVerifier verifier = new();

        await fixture.RunAsync([fixture.Trial("backend")], [fixture.Candidate(_ => null)], verifier: verifier, cancellationToken: Token);

        Assert.All(["backend/app/main.py", "backend/app/routers/todos.py", "backend/tests/test_todos_list.py", "frontend/package.json", "contract.json"], file => Assert.Contains(file, verifier.Files));
    }

    [Fact]
    public async Task Among_the_tests_of_QA_there_are_no_others_that_could_pass_in_their_place()
    {
        ScriptedVerifier verifier = new();

        await fixture.RunAsync([fixture.Trial("qa")], [fixture.Candidate(_ => null)], verifier: verifier, cancellationToken: Token);

        Assert.Equal(["backend/tests/test_todos_create.py"], verifier.Files.Where(file => Path.GetFileName(file).StartsWith("test_", StringComparison.Ordinal)));
        Assert.Contains("backend/tests/conftest.py", verifier.Files);
    }

    [Theory]
    [InlineData("ended with exit code 1\nthe server began\nPOST /api/todos: expected 201, got 500\nmore", "POST /api/todos: expected 201, got 500")]
    [InlineData("ended with exit code 1\nthere is no folder ./bakend\nmore", "there is no folder ./bakend")]
    [InlineData("ended with exit code 1\n===== FAILURES =====\n    assert 200 == 201", "assert 200 == 201")]
    [InlineData("stopped: it took longer than 60 s\nmore", "stopped: it took longer than 60 s")]
    [InlineData("ended with exit code 1", "ended with exit code 1")]
    [InlineData("", "it did not say why")]
    public async Task A_check_that_fails_is_named_with_the_line_that_tells_most(string evidence, string line)
    {
        ScriptedVerifier verifier = new() { Failing = new Dictionary<string, string> { ["endpoints-answer"] = evidence } };

        var row = Assert.Single(await fixture.RunAsync([fixture.Trial("backend")], [fixture.Candidate(_ => null)], verifier: verifier, cancellationToken: Token));

        Assert.Equal((TrialOutcome.Failed, $"endpoints-answer: {line}"), (row.Outcome, row.Reason));
    }

    [Fact]
    public async Task A_check_that_was_not_made_is_none_that_passed()
    {
        ScriptedVerifier verifier = new() { Forgotten = ["backend-tests"] };

        var row = Assert.Single(await fixture.RunAsync([fixture.Trial("backend")], [fixture.Candidate(_ => null)], verifier: verifier, cancellationToken: Token));

        Assert.Equal((TrialOutcome.Failed, "backend-tests: it was not made"), (row.Outcome, row.Reason));
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_asked_for_again_and_paid_for_twice()
    {
        var candidate = fixture.Candidate(asked => asked.IsRepeated ? null : Say.Billed("I would rather talk.\n", 1000, 100), TrialFixture.Price);

        var row = Assert.Single(await fixture.RunAsync([fixture.Trial("devops")], [candidate], cancellationToken: Token));

        Assert.Equal((TrialOutcome.Passed, 2), (row.Outcome, row.Attempts));
        Assert.True(row.Usage.Input > 1000 && row.Usage.Output > 100);
        Assert.Equal((row.Usage.Input * 1m + row.Usage.Output * 10m) / 1_000_000m, row.Cost?.Dollars);
    }

    [Fact]
    public async Task Answers_that_can_never_be_read_fail_without_a_check()
    {
        var row = Assert.Single(await fixture.RunAsync([fixture.Trial("devops")], [fixture.Candidate(_ => Say.Billed("Never.\n", 1000, 100), TrialFixture.Price)], cancellationToken: Token));

        Assert.Equal((TrialOutcome.Failed, 2, 0.004m), (row.Outcome, row.Attempts, row.Cost?.Dollars));
        Assert.NotNull(row.Reason);
        Assert.Empty(row.Verdicts);
    }

    [Fact]
    public async Task No_route_is_no_answer_and_says_why()
    {
        var candidate = fixture.Candidate(_ => Say.Failure(new ScriptedException(FailureKind.Unauthorised, "That key is not known.")));

        var row = Assert.Single(await fixture.RunAsync([fixture.Trial("backend")], [candidate], cancellationToken: Token));

        Assert.Equal((TrialOutcome.Unanswered, "That key is not known.", FailureKind.Unauthorised), (row.Outcome, row.Reason, row.Failure?.Kind));
        Assert.Empty(row.Verdicts);
    }

    [Fact]
    public async Task A_provider_that_does_not_say_what_it_has_keeps_nobody_from_being_tried()
    {
        Candidate silent = new("ollama", "?") { WhyNot = new(FailureKind.Unreachable, "Nobody listens there.") };

        var rows = await fixture.RunAsync([fixture.Trial("devops")], [silent, fixture.Candidate(_ => null)], cancellationToken: Token);

        Assert.Equal([(TrialOutcome.Unanswered, "Nobody listens there."), (TrialOutcome.Passed, null)], rows.Select(row => (row.Outcome, row.Reason)));
    }

    [Fact]
    public async Task A_domain_that_lacks_what_the_brief_names_fails()
    {
        const string Poor = """
            { "application": { "name": "todo-list", "title": "Todo list", "summary": "What is to be done." },
              "entities": [{ "name": "todo", "plural": "todos", "label": "Todo", "labels": "Todos", "display": "title",
                "fields": [{ "name": "title", "label": "Title", "type": "text", "required": true, "min_length": 1, "max_length": 200 }] }] }

            """;

        var row = Assert.Single(await fixture.RunAsync([fixture.Trial("cto")], [fixture.Candidate(asked => Say.Files(asked, ("contract/domain.json", Poor)))], cancellationToken: Token));

        Assert.Equal(TrialOutcome.Failed, row.Outcome);
        Assert.StartsWith("domain-as-briefed: ", row.Reason, StringComparison.Ordinal);
        Assert.Equal([("contract-rules", true), ("domain-as-briefed", false)], row.Verdicts.Select(verdict => (verdict.Name, verdict.Passed)));
        Assert.Contains("'todo' has no field 'priority'.", row.Verdicts[1].Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_domain_against_the_schema_is_told_back_like_in_a_build()
    {
        List<string> told = [];
        var candidate = fixture.Candidate(asked =>
        {
            told.Add(asked.Last);
            return Say.Files(asked, ("contract/domain.json", "{ \"application\": 3 }\n"));
        });

        var row = Assert.Single(await fixture.RunAsync([fixture.Trial("cto")], [candidate], cancellationToken: Token));

        Assert.Equal(TrialOutcome.Failed, row.Outcome);
        Assert.StartsWith("Your answer was not accepted:", told[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_stops_it_gets_the_rows_that_are_there()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var candidate = fixture.Candidate(asked =>
        {
            if (asked.Task == "backend/app/routers/todos.py")
            {
                stop.Cancel();
            }

            return null;
        });

        var rows = await fixture.RunAsync(fixture.Trials, [candidate], cancellationToken: stop.Token);

        Assert.Equal([TrialOutcome.Passed, TrialOutcome.Interrupted], rows.Select(row => row.Outcome));
    }
}
