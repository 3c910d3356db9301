using System.Collections.Concurrent;
using Aios.Llm.Providers;
using Aios.Testing;
using Aios.Tests.Llm.Spending;
using Aios.Workshop.Running;
using Xunit;

namespace Aios.Tests.Workshop.Running;

/// <summary>Runs whose process went away, at one moment or another, and what another process makes of what is left.</summary>
public sealed class ResumeTests : IDisposable
{
    readonly TempFolder _folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Whenever_a_process_goes_away_the_next_one_ends_its_run_and_buys_no_answer_twice()
    {
        var undisturbed = New("undisturbed");
        await undisturbed.RunAsync(Token);
        List<string> left = [];
        Survivor killed = New("killed");

        await killed.RunAsync(happened => left.Add(Leave(happened, left.Count)), CancellationToken.None, Token);

        Assert.True(left.Count > 60, $"{left.Count} moments");
        foreach (var moment in left.Where((_, at) => at % 8 == 0))
        {
            await AssertEndsWellAsync(moment, undisturbed);
        }

        string Leave(RunEvent happened, int number)
        {
            var copy = Directory.CreateDirectory(_folder[$"{number:000}-{happened.GetType().Name}"]).FullName;
            killed.Freeze(() => Killed.Copy(_folder["killed"], copy));
            return copy;
        }
    }

    /// <summary>One boundary in eight; all of them by <c>eng/cut-journal</c>.</summary>
    [Fact]
    public async Task A_journal_that_was_cut_at_any_boundary_of_what_was_written_opens_and_is_gone_on_with()
    {
        var undisturbed = New("undisturbed");
        await undisturbed.RunAsync(Token);
        Survivor whole = new(Folder("whole")) { Slots = 1 }; // the fewer at once, the more transactions
        using WriteAheadLog log = new(Path.Combine(_folder["whole"], "aios.db"));

        await whole.RunAsync(happened => log.Hold(whole.Freeze, happened), CancellationToken.None, Token);

        Assert.True(log.Boundaries.Count > 25, $"{log.Boundaries.Count} boundaries");
        var every = Environment.GetEnvironmentVariable("AIOS_CUTS") == "all" ? 1 : 4;
        foreach (var boundary in log.Boundaries.Where((_, at) => at % every == 0))
        {
            await AssertEndsWellAsync(log.CutAt(boundary, Folder($"cut-{boundary:0000000}")), undisturbed);
        }

        TestContext.Current.SendDiagnosticMessage($"{(log.Boundaries.Count + every - 1) / every} of {log.Boundaries.Count} boundaries: each opened and was gone on with to the same application.");
    }

    [Fact]
    public async Task A_run_that_has_ended_well_asks_nobody_when_it_is_gone_through_again()
    {
        await New("run").RunAsync(Token);
        var again = New("run");

        var state = await again.RunAsync(Token);

        Assert.Equal(RunStatus.Verified, state.Status);
        Assert.Empty(again.Provider.Asked);
    }

    /// <summary>What was learned in between may order the tasks otherwise: they are asked in the same words.</summary>
    [Fact]
    public async Task A_run_that_is_gone_on_with_may_expect_other_times_and_finds_every_answer_again()
    {
        using CancellationTokenSource rest = new();
        Survivor before = new(Folder("run")) { Slots = 1, Expects = request => Rank(request, 1) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => before.RunAsync(happened => Rest(happened), rest.Token, Token));
        Survivor after = new(Folder("run")) { Slots = 1, Expects = request => Rank(request, -1) };
        Survivor undisturbed = new(Folder("undisturbed")) { Slots = 1, Expects = request => Rank(request, 1) };
        Survivor otherwise = new(Folder("otherwise")) { Slots = 1, Expects = request => Rank(request, -1) };

        var state = await after.RunAsync(Token);
        await undisturbed.RunAsync(Token);
        await otherwise.RunAsync(Token);

        Assert.NotEqual(undisturbed.Provider.Asked.Select(asked => asked.Task), otherwise.Provider.Asked.Select(asked => asked.Task));
        Assert.Equal(RunStatus.Verified, state.Status);
        Assert.True(before.Provider.Asked.Count > 3);
        Assert.Empty(before.Provider.Asked.Select(asked => asked.Task).Intersect(after.Provider.Asked.Select(asked => asked.Task)));
        Assert.Equal(undisturbed.Provider.Asked.Select(asked => asked.Task).Order(), before.Provider.Asked.Concat(after.Provider.Asked).Select(asked => asked.Task).Order());
        Assert.Equal(undisturbed.Application(), after.Application());

        void Rest(RunEvent happened)
        {
            if (happened is RunEvent.TaskDone && before.Provider.Asked.Count > 3)
            {
                rest.Cancel();
            }
        }

        static double Rank(Aios.Llm.Routing.RouteRequest request, int sign) => 1000 + (sign * string.CompareOrdinal(request.Kind, "m"));
    }

    [Fact]
    public async Task A_task_that_failed_for_want_of_a_provider_is_asked_again_when_the_run_is_gone_on_with()
    {
        Survivor down = new(Folder("run")) { Provider = Survivor.Billing(asked => asked.Task == "README.md" ? Say.Failure(new ScriptedException(FailureKind.Unreachable, "nobody there")) : null) };
        var failed = await down.RunAsync(Token);
        var up = New("run");

        var state = await up.RunAsync(Token);

        Assert.Equal((RunStatus.Failed, RunStatus.Verified), (failed.Status, state.Status));
        Assert.Equal(["README.md"], up.Provider.Asked.Select(asked => asked.Task));
    }

    [Fact]
    public async Task A_task_whose_answers_were_of_no_use_has_as_many_tries_again_when_the_run_is_gone_on_with()
    {
        Survivor useless = new(Folder("run")) { Provider = Survivor.Billing(asked => asked.Task == "README.md" ? Say.Text($"I cannot be bothered, {asked.Last.Length}.") : null) };
        var failed = await useless.RunAsync(Token);
        var better = New("run");

        var state = await better.RunAsync(Token);

        Assert.Equal((RunStatus.Failed, RunStatus.Verified), (failed.Status, state.Status));
        Assert.Equal("README.md", Assert.Single(better.Provider.Asked).Task);
        Assert.True(better.Provider.Asked.Single().IsRepeated); // it is told what was wrong before
    }

    [Fact]
    public async Task A_run_that_is_to_come_to_rest_waits_for_what_is_being_answered_and_begins_nothing_else()
    {
        using CancellationTokenSource rest = new();
        ConcurrentBag<string> asked = [];
        Survivor resting = new(Folder("run"))
        {
            Provider = Survivor.Billing(question =>
            {
                asked.Add(question.Task);
                if (question.Task == "backend/app/main.py")
                {
                    rest.Cancel();
                }

                return null;
            }),
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resting.RunAsync(null, rest.Token, Token));
        var (before, first) = (asked.Count, resting.Entries);
        var rested = New("run");
        var state = await rested.RunAsync(Token);

        Assert.All(first, entry => Assert.True(entry.HasAnswered));
        Assert.Contains(resting.Events, each => each.Happened is RunEvent.TaskDone { Task: "backend/app/main.py" });
        Assert.Equal(RunStatus.Verified, state.Status);
        Assert.Equal(rested.Entries.Count, before + rested.Provider.Asked.Count);
    }

    [Fact]
    public async Task Two_processes_are_never_at_work_on_the_same_run()
    {
        TaskCompletionSource begun = new(), go = new();
        Survivor first = new(Folder("run"));
        var running = Task.Run(
            () => first.RunAsync(
                happened =>
            {
                if (happened is RunEvent.ContractAgreed)
                {
                    begun.TrySetResult();
                    go.Task.Wait(Token);
                }
            },
                CancellationToken.None,
                Token),
            Token);
        await begun.Task;

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => New("run").RunAsync(Token));
        go.SetResult();

        Assert.Equal("Somebody else has it.", refused.Message);
        Assert.Equal(RunStatus.Verified, (await running).Status);
    }

    async Task AssertEndsWellAsync(string moment, Survivor undisturbed)
    {
        Survivor survivor = new(moment);

        var state = await survivor.RunAsync(Token);

        Assert.True(state.Status == RunStatus.Verified, $"{moment}: {state.Reason}");
        Assert.Equal(undisturbed.Application(), survivor.Application());
        Assert.Equal(Enumerable.Range(1, survivor.Events.Count).Select(number => (long)number), survivor.Events.Select(happened => happened.Number));
        Assert.Equal(survivor.Events.Aggregate(new RunState(), (so, each) => so.Apply(each.Happened, each.At)).Cost, state.Cost);

        // No call has more than one answer, and nothing was tried after it. What was cut by the end of its process was gone on with by another call.
        Assert.All(survivor.Entries.GroupBy(entry => entry.Reservation.Intent.Call), call =>
            Assert.All(call.Where(entry => entry.HasAnswered), answered => Assert.Equal(call.Max(entry => entry.Reservation.Intent.Attempt), answered.Reservation.Intent.Attempt)));
        Assert.Equal(survivor.Entries.Count, survivor.Events.Count(each => each.Happened is RunEvent.AnswerReceived));

        // What cannot be known is what was under way, and is counted in full.
        var unknown = survivor.Entries.Where(entry => entry.IsUnknown).ToList();
        Assert.InRange(survivor.Entries.Count(entry => entry.HasAnswered), undisturbed.Entries.Count - unknown.Count, undisturbed.Entries.Count); // one may have been whole, and was not said to be
        Assert.InRange(unknown.Count, 0, 4);
        Assert.All(unknown, entry => Assert.Equal(entry.Reservation.Amount, entry.Counted));
        Assert.Equal(unknown.Count, state.Tasks.Values.Sum(task => task.UnknownAnswers));

        var replay = await survivor.ReplayAsync(Token);
        Assert.True(replay.IsSame, $"{moment}: {string.Join(", ", replay.News)} {string.Join(", ", replay.Different)}");
    }

    Survivor New(string name) => new(Folder(name));

    string Folder(string name) => Directory.CreateDirectory(_folder[name]).FullName;
}
