using Aios.Testing;
using Aios.Workshop.Running;
using Xunit;

namespace Aios.Tests.Workshop.Running;

/// <summary>How the parts of a contract are made to fit together.</summary>
public sealed class ContractStageTests : IDisposable
{
    readonly Bench _bench = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Only_the_parts_that_contradict_others_are_asked_for_again_with_their_mistakes()
    {
        _bench.Once("contract/api-todo", asked => Part(asked, """
            { "endpoints": [{ "id": "list_todos", "method": "GET", "path": "/api/todos", "action": "list", "entity": "todo", "responses": { "200": "nothing" } }] }
            """));

        await _bench.RunAsync(Token);

        Assert.Equal(RunStatus.Verified, _bench.State.Status);
        Assert.Contains("- list_todos speaks of the shape 'nothing', which nobody describes.", _bench.AskedAbout("contract/api-todo")[1].Last, StringComparison.Ordinal);
        Assert.Equal(["contract/api-todo"], _bench.Report.Tasks.Where(task => task.Attempts > 1).Select(task => task.Id));
        Assert.Equal(5, _bench.State.Contract?.Endpoints.Count(endpoint => endpoint.Entity == "todo"));
    }

    [Fact]
    public async Task Parts_that_contradict_others_to_the_end_fail_the_run_before_any_file_is_written()
    {
        _bench.Always("contract/common", asked => Part(asked, """{ "checks": ["luck"] }"""));

        await _bench.RunAsync(Token);

        Assert.Equal((RunStatus.Failed, "The CTO did not manage to write a contract."), (_bench.State.Status, _bench.State.Reason));
        Assert.Contains("There is no check 'luck'", _bench.Task("contract/common").Problem, StringComparison.Ordinal);
        Assert.All(_bench.State.Tasks.Keys, task => Assert.StartsWith("contract/", task, StringComparison.Ordinal));
        Assert.False(Path.Exists(_bench.Output));
    }

    [Theory]
    [InlineData("no JSON at all", "It is no valid JSON")]
    [InlineData("""{ "surprise": 1 }""", "surprise: is not known")]
    public async Task A_part_that_is_not_by_the_schema_is_told_so(string text, string problem)
    {
        _bench.Once("contract/common", asked => Part(asked, text));

        await _bench.RunAsync(Token);

        Assert.Contains(problem, _bench.AskedAbout("contract/common")[1].Last, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Verified, _bench.State.Status);
    }

    [Theory]
    [InlineData("{}", "The domain needs both `application` and `entities`.")]
    [InlineData("""{ "application": { "name": "a", "title": "A", "summary": "" } }""", "The domain needs both `application` and `entities`.")]
    [InlineData("""{ "entities": [{ "name": "a", "plural": "as", "label": "A", "labels": "As", "display": "x", "fields": [{ "name": "b", "label": "B", "type": "text" }] }], "application": { "name": "a", "title": "A", "summary": "" } }""", "a is displayed by 'x', which is none of its fields.")]
    public async Task A_domain_that_nothing_can_be_built_from_ends_the_run(string domain, string problem)
    {
        _bench.Always("contract/domain", asked => Say.Files(asked, ("contract/domain.json", domain + "\n")));

        await _bench.RunAsync(Token);

        Assert.Equal(RunStatus.Failed, _bench.State.Status);
        Assert.Equal(problem, _bench.Task("contract/domain").Problem);
        Assert.Equal(2, _bench.AskedAbout("contract/domain").Count);
        Assert.Single(_bench.State.Tasks);
    }

    [Fact]
    public async Task Files_that_wait_for_each_other_are_the_mistake_of_the_parts_that_plan_them()
    {
        _bench.Once("contract/handover", asked => Part(asked, """
            { "files": [{ "path": "one.md", "owner": "devops", "kind": "a", "purpose": "p", "needs": ["two.md"] },
                        { "path": "two.md", "owner": "devops", "kind": "b", "purpose": "p", "needs": ["one.md"] }] }
            """));

        await _bench.RunAsync(Token);

        Assert.Contains("These wait for each other: 'one.md', 'two.md'.", _bench.AskedAbout("contract/handover")[1].Last, StringComparison.Ordinal);
        Assert.Equal(["contract/handover"], _bench.Report.Tasks.Where(task => task.Attempts > 1).Select(task => task.Id));
        Assert.Equal(RunStatus.Verified, _bench.State.Status);
    }

    [Fact]
    public async Task Groups_of_files_that_wait_for_each_other_are_found_too()
    {
        _bench.Once("contract/handover", asked => Part(asked, """
            { "files": [{ "path": "one.md", "owner": "devops", "kind": "a", "purpose": "p", "group": "first", "needs": ["two.md"] },
                        { "path": "two.md", "owner": "devops", "kind": "b", "purpose": "p", "group": "second", "needs": ["one.md"] }] }
            """));

        await _bench.RunAsync(Token);

        Assert.Contains("These wait for each other: 'devops/first', 'devops/second'.", _bench.AskedAbout("contract/handover")[1].Last, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Verified, _bench.State.Status);
    }

    [Fact]
    public async Task What_waits_for_a_failed_task_is_skipped_and_all_else_is_done()
    {
        _bench.Always("contract/handover", asked => Part(asked, """
            { "files": [{ "path": "one.md", "owner": "devops", "kind": "devops/readme", "purpose": "p" },
                        { "path": "two.md", "owner": "devops", "kind": "devops/readme", "purpose": "p", "needs": ["one.md"] },
                        { "path": "three.md", "owner": "devops", "kind": "devops/readme", "purpose": "p", "needs": ["two.md"] }] }
            """));
        _bench.Always("one.md", _ => Say.Text("Sorry."));

        await _bench.RunAsync(Token);

        Assert.Equal(TaskProgress.Failed, _bench.Task("one.md").Progress);
        Assert.All((string[])["two.md", "three.md"], task => Assert.Equal(TaskProgress.Skipped, _bench.Task(task).Progress));
        Assert.All((string[])["two.md", "three.md"], task => Assert.Equal("needs one.md, which failed", _bench.Task(task).Problem));
        Assert.Equal(TaskProgress.Done, _bench.Task("backend/app/main.py").Progress);
        Assert.Equal(["one.md", "two.md", "three.md"], _bench.Report.Tasks.Where(task => task.State != "done").Select(task => task.Id));
        Assert.False(Path.Exists(_bench.Output));
    }

    [Fact]
    public async Task What_a_task_needs_is_shown_to_it()
    {
        _bench.Always("contract/handover", asked => Part(asked, """
            { "files": [{ "path": "one.md", "owner": "devops", "kind": "devops/readme", "purpose": "p" },
                        { "path": "two.md", "owner": "devops", "kind": "devops/readme", "purpose": "p", "needs": ["one.md"] }] }
            """));
        _bench.Always("one.md", asked => Say.Files(asked, ("one.md", "Shown to others.\n")));

        await _bench.RunAsync(Token);

        var asked = Assert.Single(_bench.AskedAbout("two.md"));
        Assert.Contains($"<file one.md {asked.Nonce}>\nShown to others.\n</file one.md {asked.Nonce}>", asked.Last, StringComparison.Ordinal);
    }

    static IAsyncEnumerable<Microsoft.Extensions.AI.ChatResponseUpdate> Part(Asked asked, string json) => Say.Files(asked, (asked.Paths[0], json + "\n"));
}
