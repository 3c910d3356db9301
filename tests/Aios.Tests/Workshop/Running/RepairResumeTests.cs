using Aios.Llm.Providers;
using Aios.Testing;
using Aios.Tests.Llm.Spending;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Replaying;
using Aios.Workshop.Running;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Workshop.Running;

/// <summary>Runs whose process went away while something was being repaired. What checks find is never the same twice.</summary>
public sealed class RepairResumeTests : IDisposable
{
    const string Main = "backend/app/main.py";
    const string Problems = "backend/app/problems.py";

    readonly TempFolder _folder = new();
    int _found;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Whenever_a_process_goes_away_the_next_one_ends_its_repairs_and_pays_for_none_twice()
    {
        var undisturbed = New("undisturbed", Main);
        var whole = await undisturbed.RunAsync(Token);
        Assert.Equal((RunStatus.Verified, 2), (whole.Status, whole.Repairs.Count));
        List<string> left = [];
        var killed = New("killed", Main);
        var isChecked = false;

        await killed.RunAsync(
            happened =>
            {
                isChecked |= happened is RunEvent.CheckStarted;
                if (isChecked)
                {
                    left.Add(Leave(happened, left.Count));
                }
            },
            CancellationToken.None,
            Token);

        Assert.InRange(left.Count, 18, 40);
        foreach (var moment in left)
        {
            var survivor = New(Path.GetFileName(moment), Main);

            var state = await survivor.RunAsync(Token);

            Assert.True(state.Status == RunStatus.Verified, $"{moment}: {state.Reason}");
            Assert.Equal(undisturbed.Application(), survivor.Application());
            Assert.Equal(2, state.Repairs.Count);
            Assert.Equal(undisturbed.Entries.Count(entry => entry.HasAnswered), survivor.Entries.Count(entry => entry.HasAnswered));
            Assert.InRange(survivor.Entries.Count(entry => entry.IsUnknown), 0, 1); // the one that was being answered
            Assert.All(survivor.Entries.GroupBy(entry => entry.Reservation.Intent.Task), call => Assert.Single(call, entry => entry.HasAnswered));
            Assert.Equal(Enumerable.Range(1, survivor.Events.Count).Select(number => (long)number), survivor.Events.Select(happened => happened.Number));
            Assert.Equal(survivor.Events.Aggregate(new RunState(), (so, each) => so.Apply(each.Happened, each.At)).Cost, state.Cost);
        }

        string Leave(RunEvent happened, int number)
        {
            var copy = Directory.CreateDirectory(_folder[$"{number:000}-{happened.GetType().Name}"]).FullName;
            killed.Freeze(() => Killed.Copy(_folder["killed"], copy));
            return copy;
        }
    }

    [Fact]
    public async Task What_was_repaired_stays_repaired_when_something_else_is_changed()
    {
        var first = New("run", Problems);
        await first.RunAsync(Token);
        var changed = New("run", Problems, new RunEvent.ChangeAsked("add tags to todos"));

        var state = await changed.RunAsync(Token);

        Assert.Equal(RunStatus.Verified, state.Status);
        Assert.Equal("good = 1\n", changed.Application()[Problems]);
        Assert.DoesNotContain(changed.Provider.Asked, asked => asked.Task.EndsWith(Problems, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_written_anew_is_checked_anew()
    {
        await New("run", Main).RunAsync(Token);
        var changed = New("run", Main, new RunEvent.ChangeAsked("add tags to todos"));

        var state = await changed.RunAsync(Token);

        Assert.Equal(RunStatus.Verified, state.Status);
        Assert.Equal(["repair-3/backend/app/main.py", "repair-4/backend/app/main.py"], state.TasksInOrder.Where(task => task.Task.IsRepair).Select(task => task.Task.Id)); // the others are of no use any more
        Assert.Equal("good = 1\n", changed.Application()[Main]);
    }

    [Fact]
    public async Task Whoever_goes_on_with_a_run_that_was_not_verified_has_as_many_rounds_again()
    {
        Survivor poor = new(Folder("run")) { Verifier = Finding(Main), Limits = new() { Repairs = 1 }, Provider = Writing(Main) };
        var first = await poor.RunAsync(Token);
        var again = New("run", Main);

        var state = await again.RunAsync(Token);

        Assert.Equal((RunStatus.Unverified, RunStatus.Verified), (first.Status, state.Status));
        Assert.Equal(["repair-2/backend/app/main.py"], again.Provider.Asked.Select(asked => asked.Task));
    }

    [Fact]
    public async Task A_run_with_repairs_is_gone_through_again_without_any_provider()
    {
        var recorded = New("run", Main);
        await recorded.RunAsync(Token);

        var result = await new RunReplay(Sample.SmallApp, Sample.Team, Sample.Checks, TimeProvider.System)
            .RunAsync(recorded.Recording, Folder("replay"), new Delivery(_folder["again"], force: false), Survivor.Nonce, Token);

        Assert.Empty(result.News);
        Assert.Empty(result.Different);
        Assert.Equal("good = 1\n", File.ReadAllText(Path.Combine(_folder["again"], Main)));
    }

    [Fact]
    public async Task A_repair_whose_answer_was_cut_is_told_so_and_neither_is_paid_for_again()
    {
        ScriptedProvider provider = Survivor.Billing(asked =>
            asked.Task == Main ? Say.Billed(Framed.Answer(asked.Nonce, [(Main, "bad = 1\n")]), 1000, 10)
            : !asked.Task.EndsWith(Main, StringComparison.Ordinal) ? null
            : asked.Last.Contains("was cut", StringComparison.Ordinal) ? Say.Billed(Framed.Answer(asked.Nonce, [(Main, "good = 1\n")]), 1000, 10)
            : Say.Billed($"=== edit {asked.Nonce} {Main}\n<<<<<<< SEARCH\nbad", 1000, 10, new ScriptedException(FailureKind.Truncated, "It was cut.")));
        Survivor first = new(Folder("run")) { Slots = 1, Verifier = Finding(Main), Provider = provider };
        var state = await first.RunAsync(Token);
        var again = New("run", Main);

        await again.RunAsync(Token);
        var replayed = await new RunReplay(Sample.SmallApp, Sample.Team, Sample.Checks, TimeProvider.System)
            .RunAsync(first.Recording, Folder("replay"), new Delivery(_folder["again"], force: false), Survivor.Nonce, Token);

        Assert.Equal(RunStatus.Verified, state.Status);
        Assert.Empty(again.Provider.Asked);
        Assert.Equal("good = 1\n", again.Application()[Main]);
        Assert.True(replayed.IsSame, string.Join(", ", replayed.News));
    }

    [Fact]
    public async Task A_repair_that_came_to_nothing_is_not_asked_for_again_by_the_next_process()
    {
        Survivor killed = new(Folder("killed")) { Slots = 1, Verifier = Finding(Main), Provider = Survivor.Billing(Useless) };
        var copy = Folder("copy");
        await killed.RunAsync(
            happened =>
            {
                if (happened is RunEvent.RepairEnded)
                {
                    killed.Freeze(() => Killed.Copy(_folder["killed"], copy));
                }
            },
            CancellationToken.None,
            Token);
        Survivor next = new(copy) { Slots = 1, Verifier = Finding(Main), Provider = Survivor.Billing(Useless) };

        var state = await next.RunAsync(Token);

        Assert.Equal(RunStatus.Unverified, state.Status);
        Assert.Empty(next.Provider.Asked);

        static IAsyncEnumerable<ChatResponseUpdate>? Useless(Asked asked) =>
            asked.Task == Main ? Say.Billed(Framed.Answer(asked.Nonce, [(Main, "bad = 1\n")]), 1000, 10)
            : asked.Task.EndsWith(Main, StringComparison.Ordinal) ? Say.Billed($"I {asked.Last.Length} would rather not.", 1000, 10)
            : null;
    }

    Survivor New(string name, string broken, params IReadOnlyList<RunEvent> said) =>
        new(Folder(name)) { Slots = 1, Said = said, Verifier = Finding(broken), Provider = Writing(broken) };

    /// <summary>A specialist who needs three tries to get a file right, and says what each was for.</summary>
    static ScriptedProvider Writing(string broken) => Survivor.Billing(asked =>
        asked.Task == broken ? Say.Billed(Framed.Answer(asked.Nonce, [(broken, "bad = 1\n")]), 1000, 10)
        : !asked.Task.EndsWith(broken, StringComparison.Ordinal) ? null
        : asked.Last.Contains("worse", StringComparison.Ordinal) ? Say.Billed(Framed.Answer(asked.Nonce, [(broken, "good = 1\n")]), 1000, 10)
        : Say.Billed(Framed.Answer(asked.Nonce, [(broken, "worse = 1\n")]), 1000, 10));

    ScriptedVerifier Finding(string broken) => new()
    {
        Finds = (check, folder) => check == "endpoints" && File.ReadAllText(Path.Combine(folder, broken)) is var text && !text.StartsWith("good", StringComparison.Ordinal)
            ? $"{broken}:1: error: {text.Trim()}, seed {Interlocked.Increment(ref _found)}" : null,
    };

    string Folder(string name) => Directory.CreateDirectory(_folder[name]).FullName;
}
