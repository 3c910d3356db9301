using Aios.Cli.Building;
using Aios.Llm.Hosting;
using Aios.Llm.Routing;
using Aios.Llm.Routing.Learning;
using Aios.Llm.Routing.Planning;
using Aios.Llm.Storage;
using Aios.Testing;
using Aios.Tests.Workshop.Running;
using Aios.Workshop.Running;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aios.Tests.Cli.Building;

/// <summary>From the verdicts of a run into the database, and from there to whoever decides next.</summary>
public sealed class TeachingTests : IDisposable
{
    const string Kind = "backend/router";

    readonly FakeTimeProvider _clock = new(Happenings.Start);
    readonly TempFolder _folder = new();
    readonly ScriptedProvider _provider;

    public TeachingTests() => _provider = new(_ => WholeAsync())
    {
        Name = "vendor",
        Models = [new() { Id = "one", ContextWindow = 1000, MaxOutput = 100, Prices = [new() { Standard = new() { Input = 1, Output = 10 } }] }],
    };

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_checks_have_found_is_known_to_the_next_process(bool passed)
    {
        double before;
        await using (var installation = await OpenAsync(new Teaching()))
        {
            before = Chance(installation);
        }

        await BuildAsync(passed);

        await using var next = await OpenAsync(new Teaching());
        Assert.True(passed ? Chance(next) > before + 0.02 : Chance(next) < before - 0.02, $"{before} became {Chance(next)}");
        Assert.Equal(7, next.Lessons.Experience.Of(Kind).Of("vendor/one")?.Output.Value); // as long as its answer was

        await using var database = Database.Open(_folder["aios.db"], RouterInstallation.Schemas, _clock);
        var lessons = new LessonBook(database).Recent(_clock.GetUtcNow());
        Assert.Collection(
            lessons,
            answered => Assert.Equal(new Lesson.Answered(Kind, "vendor/one", _clock.GetUtcNow().AddSeconds(-1), 7, TimeSpan.Zero), answered),
            verdict => Assert.Equal(new Lesson.Checked(Kind, "vendor/one", _clock.GetUtcNow(), passed) { Complexity = 4, Dollars = 0.00008, Seconds = 0 }, verdict));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task An_answer_is_given_again_once_its_checks_have_passed_and_never_when_they_have_not(bool passed, int asked)
    {
        await BuildAsync(passed);

        await BuildAsync(passed);

        Assert.Equal(asked, _provider.Asked.Count);
    }

    [Fact]
    public async Task A_verdict_on_an_answer_of_an_earlier_run_teaches_nothing_twice()
    {
        await BuildAsync(passed: true);
        await BuildAsync(passed: true);

        await using var database = Database.Open(_folder["aios.db"], RouterInstallation.Schemas, _clock);
        Assert.Single(new LessonBook(database).Recent(_clock.GetUtcNow()).OfType<Lesson.Checked>());
    }

    /// <summary>A run of one task, whose answer the checks then judge.</summary>
    async Task BuildAsync(bool passed)
    {
        Teaching teaching = new();
        await using var installation = await OpenAsync(teaching);
        RunLog log = new(_clock);
        teaching.Follow(log);
        using var models = installation.ModelsFor(installation.PlannerFor([Candidate], RoutingRules.Default).Plan);
        var call = models.Prepare(Request);
        await models.StreamAsync(call, Token).ToListAsync(Token);

        log.Add(Happenings.Planned(Happenings.Task("router", "backend") with
        {
            Files = [new("backend/app/todos.py")],
        }));
        log.Add(Happenings.Begins("router"));
        log.Add((RunEvent.AnswerReceived)Happenings.Answers("router", 1) with { Call = call.Reused?.Call ?? call.Id });
        log.Add(Happenings.Done("router"));
        log.Add(Happenings.Checked("python-compiles", passed, passed ? "" : "backend/app/todos.py:3: error"));
        log.Add(Happenings.Ends(passed ? RunStatus.Verified : RunStatus.Unverified));
        _clock.Advance(TimeSpan.FromSeconds(1)); // checks take a while
        await teaching.TellAsync(installation.Lessons, installation.Cache);
    }

    double Chance(RouterInstallation installation) =>
        installation.PlannerFor([Candidate], RoutingRules.Default with { Exploration = 0 }).Plan(Request).Explanation.Routes[0].Estimate?.Passes ?? double.NaN;

    RouteCandidate Candidate => new(new(_provider, _provider.Models[0], _provider.ClientFor(_provider.Models[0])));

    static RouteRequest Request => new([new(ChatRole.User, "Write it.")], null)
    {
        Kind = Kind,
        Complexity = 4,
        Reuse = Reuse.OncePassed,
        Spender = new() { Run = "run-1", Specialist = "backend" },
    };

    Task<RouterInstallation> OpenAsync(Teaching teaching) => RouterInstallation.OpenAsync(
        new() { Database = _folder["aios.db"], ReusedKinds = ["backend/*"], Ended = teaching.Note, Random = new Random(1) }, _clock, Token);

    static async IAsyncEnumerable<ChatResponseUpdate> WholeAsync()
    {
        await foreach (var update in Say.Billed("It is written.", input: 10, output: 7))
        {
            yield return update;
        }

        yield return new() { FinishReason = ChatFinishReason.Stop };
    }
}
