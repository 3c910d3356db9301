using Aios.Llm.Routing;
using Aios.Testing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Briefs;
using Aios.Workshop.Offline;
using Aios.Workshop.Planning;
using Aios.Workshop.Running;
using Aios.Workshop.Specialists;
using Aios.Workshop.Verification;
using Microsoft.Extensions.AI;
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
            ["backend/app/routers/todos.py"] = text => Replaced(text, "status_code=201", "status_code=200"),
            ["frontend/src/components/ItemActions.tsx"] = text => Replaced(text, "Edit", "Alter"),
            ["compose.yaml"] = text => Replaced(text, "build: ./backend", "build: ./bakend"),
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
        OfflineProvider offline = new(Pace.Unlimited, TimeProvider.System);
        ScriptedProvider provider = new(asked => mistakes.GetValueOrDefault(asked.Task) is { } mistake ? Mistaken(offline, asked, mistake) : null, offline);
        var plan = new RoutePlan([new(new(provider, provider.Models[0], provider.ClientFor(provider.Models[0])), "the only one")]);
        WorkbenchSettings settings = new()
        {
            Workflow = "web-app",
            WorkFolder = _folder["checking"],
            CacheFolder = AiosProcess.Cache,
            HiddenFolders = [Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), Path.GetTempPath()],
            Path = Environment.GetEnvironmentVariable("PATH") ?? "",
        };
        Engine engine = new(
            new(_ => plan, new(TimeProvider.System, NullLogger<Router>.Instance)),
            Workflow.Load("web-app"),
            Team.Load(),
            new WorkflowVerifier(settings, _folder["pictures"], TimeProvider.System),
            () => "0123456789abcdef");
        RunLog log = new(TimeProvider.System);
        var brief = await Brief.ReadAsync(Path.Combine(Repository.Root, "examples", "todo.md"), Token);

        await engine.RunAsync(new("run", brief, _folder["run"], new Delivery(_folder["application"], force: false), Slots: 16), log, Token);

        return log.State;
    }

    /// <summary>The offline provider's answer with a mistake in its content; its frame stays whole.</summary>
    static async IAsyncEnumerable<ChatResponseUpdate> Mistaken(OfflineProvider offline, Asked asked, Func<string, string> mistake)
    {
        using var client = offline.ClientFor(offline.Models[0]);
        var answer = (await client.GetResponseAsync(asked.Messages, asked.Options, Token)).Text;
        var end = answer.IndexOf($"=== end {asked.Nonce}", StringComparison.Ordinal);
        yield return new(ChatRole.Assistant, mistake(answer[..end]) + answer[end..]);
    }

    static string Replaced(string text, string right, string wrong)
    {
        Assert.Contains(right, text, StringComparison.Ordinal);
        return text.Replace(right, wrong, StringComparison.Ordinal);
    }

    static void AssertFailed(RunState run, string check, string evidence)
    {
        var verdict = run.Verdicts.Single(each => each.Name == check);
        Assert.False(verdict.Passed, check);
        Assert.True(verdict.Evidence?.Contains(evidence, StringComparison.Ordinal), $"{check} does not name {evidence}: {verdict.Evidence}");
    }
}
