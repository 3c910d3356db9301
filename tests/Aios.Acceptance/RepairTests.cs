using Aios.Llm.Routing;
using Aios.Testing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Artifacts.Repositories;
using Aios.Workshop.Briefs;
using Aios.Workshop.Planning;
using Aios.Workshop.Running;
using Aios.Workshop.Specialists;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Aios.Acceptance;

/// <summary>An application with a mistake that real checks find, and that its specialist mends.</summary>
public sealed class RepairTests : IDisposable
{
    const string Records = "backend/app/records.py";

    readonly TempFolder _folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_the_checks_find_is_repaired_and_the_application_verified()
    {
        const string Wrong = "from app.links import link_error";
        ScriptedProvider provider = new(
            asked => asked.Task == Records ? Mistakes.Mistaken(asked, Mistakes.Replace("from app.links import link_errors", Wrong))
                : asked.Task == $"repair-1/{Records}" ? Say.Text($"""
                    === edit {asked.Nonce} {Records}
                    <<<<<<< SEARCH
                    {LineOf(asked, Wrong)}
                    =======
                    {LineOf(asked, Wrong).Replace("link_error", "link_errors", StringComparison.Ordinal)}
                    >>>>>>> REPLACE
                    === end {asked.Nonce}
                    === manifest {asked.Nonce} ["{Records}"]

                    """)
                : null,
            Mistakes.Offline);

        var run = await BuildAsync(provider);

        Assert.True(run.Status == RunStatus.Verified, run.RepairEnd ?? run.Reason);
        var repair = Assert.Single(Assert.Single(run.Repairs).Repairs);
        Assert.Equal(("backend", Records, true), (repair.Specialist, repair.Files[0], repair.IsNamed));
        Assert.Contains("cannot import name 'link_error'", repair.Found[0].Text, StringComparison.Ordinal);
        Assert.Contains("import link_errors\n", await File.ReadAllTextAsync(Path.Combine(_folder["application"], Records), Token), StringComparison.Ordinal);
        var log = await Shell.RunAsync($"git log '--format=%an|%s' aios/run -- {Records}", _folder["run/application"], Token);
        Assert.StartsWith($"Backend|Repair {Records}: ", log.Output, StringComparison.Ordinal);
    }

    static string LineOf(Asked asked, string start) => asked.Last.Split('\n').First(line => line.StartsWith(start, StringComparison.Ordinal));

    async Task<RunState> BuildAsync(ScriptedProvider provider)
    {
        RoutePlan plan = new([new(new(provider, provider.Models[0], provider.ClientFor(provider.Models[0])), "the only one")]);
        Engine engine = new(new(_ => plan, new(TimeProvider.System, NullLogger<Router>.Instance)), Workflow.Load("web-app"), Team.Load(), Mistakes.VerifierIn(_folder), _ => "0123456789abcdef");
        RunLog log = new(TimeProvider.System);
        var brief = await Brief.ReadAsync(Path.Combine(Repository.Root, "examples", "todo.md"), Token);
        await engine.RunAsync(
            new("run", brief, _folder["run"], new Delivery(_folder["application"], force: false), Slots: 16) { Git = GitProgram.Find(Environment.GetEnvironmentVariable("PATH") ?? "") }, log, Token);
        return log.State;
    }
}
