using Aios.Llm.Routing;
using Aios.Testing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Briefs;
using Aios.Workshop.Planning;
using Aios.Workshop.Running;
using Aios.Workshop.Specialists;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Aios.Acceptance;

/// <summary>What does not work is found out by running it, and the evidence says what it is.</summary>
public sealed class BrokenApplicationTests : IDisposable
{
    readonly TempFolder _folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Checks_name_what_each_specialist_got_wrong()
    {
        var run = await BuildAsync(new()
        {
            ["backend/app/routers/todos.py"] = Mistakes.Replace("status_code=201", "status_code=200"),
            ["frontend/src/components/ItemActions.tsx"] = Mistakes.Replace("Edit", "Alter"),
            ["compose.yaml"] = Mistakes.Replace("build: ./backend", "build: ./bakend"),
        });

        Assert.Equal(RunStatus.Unverified, run.Status);
        AssertFailed(run, "endpoints-answer", "create_todo");
        AssertFailed(run, "backend-tests", "201");
        AssertFailed(run, "page-works", "Edit");
        AssertFailed(run, "deployment-files", "bakend");
        Assert.All(["python-compiles", "typescript-compiles", "frontend-builds"], check => Assert.True(run.Verdicts.Single(verdict => verdict.Name == check).Passed));
    }

    [Fact]
    public async Task What_does_not_compile_is_not_run()
    {
        var run = await BuildAsync(new()
        {
            ["backend/app/main.py"] = text => text + "def broken(:\n",
            ["frontend/src/App.tsx"] = text => text + "const wrong: number = 'text';\n",
        });

        Assert.Equal(RunStatus.Unverified, run.Status);
        AssertFailed(run, "python-compiles", "main.py");
        AssertFailed(run, "typescript-compiles", "App.tsx");
        AssertFailed(run, "endpoints-answer", "not run: python-compiles failed");
        AssertFailed(run, "backend-tests", "not run: python-compiles failed");
    }

    async Task<RunState> BuildAsync(Dictionary<string, Func<string, string>> mistakes)
    {
        var plan = new RoutePlan([new(Mistakes.RouteTo(mistakes), "the only one")]);
        Engine engine = new(
            new(_ => plan, new(TimeProvider.System, NullLogger<Router>.Instance)),
            Workflow.Load("web-app"),
            Team.Load(),
            Mistakes.VerifierIn(_folder),
            _ => "0123456789abcdef");
        RunLog log = new(TimeProvider.System);
        var brief = await Brief.ReadAsync(Path.Combine(Repository.Root, "examples", "todo.md"), Token);

        await engine.RunAsync(new("run", brief, _folder["run"], new Delivery(_folder["application"], force: false), Slots: 16) { Control = new(new() { Repairs = 0 }) }, log, Token);

        return log.State;
    }

    static void AssertFailed(RunState run, string check, string evidence)
    {
        var verdict = run.Verdicts.Single(each => each.Name == check);
        Assert.False(verdict.Passed, check);
        Assert.True(verdict.Evidence?.Contains(evidence, StringComparison.Ordinal), $"{check} does not name {evidence}: {verdict.Evidence}");
    }
}
