using System.Runtime.CompilerServices;
using Aios.Testing;
using Aios.Workshop.Running;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Workshop.Running;

/// <summary>Specialists who would go on for ever. Each is stopped by a limit, and what was done until then can be gone on with.</summary>
public sealed class LimitsTests : IDisposable
{
    readonly TempFolder _folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task One_that_always_asks_for_more_work_is_stopped_by_how_much_there_may_be()
    {
        Survivor greedy = new(Folder)
        {
            Limits = new() { Tasks = 60 },
            Provider = Survivor.Billing(asked => asked.Task == "contract/handover" ? Say.Files(asked, ("contract/handover.json", Files(90) + "\n")) : null),
        };

        var state = await greedy.RunAsync(Token);

        Assert.True(state.Reason == "The run has more than 60 tasks, which is its limit.", string.Join("; ", state.Tasks.Values.Where(task => task.Problem is not null).Select(task => $"{task.Task.Id}: {task.Problem}")));
        Assert.True(greedy.Provider.Asked.Count < 60, $"{greedy.Provider.Asked.Count} questions");
        Assert.Equal(RunStatus.Verified, (await new Survivor(Folder).RunAsync(Token)).Status);
    }

    [Fact]
    public async Task One_that_repeats_the_same_error_is_not_asked_a_third_time()
    {
        Survivor stubborn = new(Folder) { Provider = Survivor.Billing(asked => asked.Task == "README.md" ? Say.Text("I would rather not.") : null) };

        var state = await stubborn.RunAsync(Token);

        Assert.Equal(RunStatus.Failed, state.Status);
        Assert.Equal(2, stubborn.Provider.Asked.Count(asked => asked.Task == "README.md"));
        Assert.All(state.TasksInOrder.Where(task => task.Task.Id != "README.md"), task => Assert.Equal(TaskProgress.Done, task.Progress));
        Assert.Equal(RunStatus.Verified, (await new Survivor(Folder).RunAsync(Token)).Status);
    }

    [Fact]
    public async Task One_that_never_stops_talking_is_cut_and_paid_for()
    {
        Survivor talking = new(Folder) { Provider = Survivor.Billing(asked => asked.Task == "README.md" ? ForEver() : null) };

        var state = await talking.RunAsync(Token);

        Assert.Equal(RunStatus.Failed, state.Status);
        Assert.Contains("longer than", state.Tasks["README.md"].Problem, StringComparison.Ordinal);
        Assert.All(talking.Entries.Where(entry => entry.Reservation.Intent.Task == "README.md"), entry => Assert.True(entry.IsUnknown)); // it said nothing of what it used
        Assert.Equal(RunStatus.Verified, (await new Survivor(Folder).RunAsync(Token)).Status);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public async Task No_more_questions_are_asked_than_a_run_may_ask(int calls)
    {
        Survivor limited = new(Folder) { Limits = new() { Calls = calls } };

        var state = await limited.RunAsync(Token);

        Assert.Equal(RunStatus.Failed, state.Status);
        Assert.Contains($"has asked {calls} questions", state.Reason, StringComparison.Ordinal);
        Assert.InRange(limited.Provider.Asked.Count, calls, calls + 3); // those that were being asked when the limit was reached
        Assert.Equal(RunStatus.Verified, (await new Survivor(Folder).RunAsync(Token)).Status);
    }

    static async IAsyncEnumerable<ChatResponseUpdate> ForEver([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return new(ChatRole.Assistant, new string('x', 65_536));
        }
    }

    static string Files(int count)
    {
        var files = Enumerable.Range(0, count).Select(number => $$"""{ "path": "docs/more-{{number}}.md", "owner": "devops", "kind": "devops/readme", "purpose": "More." }""");
        return $$"""{ "files": [{{string.Join(",\n", files)}}] }""";
    }

    string Folder => Directory.CreateDirectory(_folder["run"]).FullName;
}
