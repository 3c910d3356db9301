using Aios.Testing;
using Aios.Workshop.Briefs;
using Aios.Workshop.Running;
using Xunit;

namespace Aios.Tests.Workshop.Running;

/// <summary>What a user says of a run, and what is done again for it.</summary>
public sealed class ChangeTests : IDisposable
{
    readonly TempFolder _folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_change_does_again_what_it_touches_and_nothing_else()
    {
        var first = New();
        await first.RunAsync(Token);
        var changed = New(new RunEvent.ChangeAsked("add tags to todos"));

        var state = await changed.RunAsync(Token);

        Assert.Equal(RunStatus.Verified, state.Status);
        Assert.Contains(state.Contract!.Entities.Single().Fields, field => field.Name == "tags"); // verified, so it has one
        var asked = changed.Provider.Asked.Select(each => each.Task).ToList();
        Assert.Contains("contract/domain", asked);
        Assert.Contains("frontend/src/entities/todo.ts", asked);
        Assert.DoesNotContain("backend/app/problems.py", asked); // to which fields are nothing
        Assert.DoesNotContain("contract/backend", asked);
        Assert.True(asked.Count < first.Provider.Asked.Count, $"{asked.Count} of {first.Provider.Asked.Count}");
        Assert.Contains("tags", changed.Application()["frontend/src/entities/todo.ts"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_amends_a_part_is_told_what_is_wanted_and_how_it_was()
    {
        await New().RunAsync(Token);
        var changed = New(new RunEvent.ChangeAsked("add tags to todos"));

        await changed.RunAsync(Token);

        var question = changed.Provider.Asked.Single(asked => asked.Task == "contract/domain").Last;
        Assert.Contains("- add tags to todos", question, StringComparison.Ordinal);
        Assert.Contains("<present", question, StringComparison.Ordinal);
        Assert.Contains("\"name\": \"title\"", question, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_change_pays_for_nothing_of_the_first_again()
    {
        await New().RunAsync(Token);
        await New(new RunEvent.ChangeAsked("add tags to todos")).RunAsync(Token);
        await New(new RunEvent.ChangeAsked("add a colour to todos")).RunAsync(Token);
        var again = New();

        var state = await again.RunAsync(Token);

        Assert.Empty(again.Provider.Asked);
        Assert.Equal(["title", "done", "tags", "colour"], state.Contract!.Entities.Single().Fields.Select(field => field.Name)); // verified, so it has one
    }

    [Fact]
    public async Task An_edited_brief_is_a_change_too_and_files_of_what_it_does_not_name_any_more_are_gone()
    {
        var first = New(new RunEvent.ChangeAsked("") { Brief = Brief("A todo has a title (required) and a done flag. A note has a text (required).") });
        await first.RunAsync(Token);
        Assert.Contains("frontend/src/entities/note.ts", first.Application().Keys);
        var smaller = New(new RunEvent.ChangeAsked("") { Brief = Brief("A todo has a title (required) and a done flag.") });

        var state = await smaller.RunAsync(Token);

        Assert.Equal(RunStatus.Verified, state.Status);
        Assert.False(File.Exists(Path.Combine(_folder["run"], "run", "application", "frontend/src/entities/note.ts")));
        Assert.Equal(TaskProgress.Dropped, state.Tasks["frontend/src/entities/note.ts"].Progress);
        Assert.DoesNotContain("frontend/src/entities/note.ts", state.Order);
    }

    [Fact]
    public async Task A_change_that_cannot_be_made_leaves_the_run_as_it_was()
    {
        var before = await New().RunAsync(Token);
        var nonsense = New(new RunEvent.ChangeAsked("make it nicer"));

        var refused = await Assert.ThrowsAsync<BriefException>(() => nonsense.RunAsync(Token));
        var after = await New(new RunEvent.ChangeWithdrawn(refused.Message)).RunAsync(Token);

        Assert.Contains("make it nicer", refused.Message, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Verified, after.Status);
        Assert.Equal(before.Contract!.ToJson(), after.Contract!.ToJson()); // both verified
        Assert.Empty(after.Changes);
    }

    [Fact]
    public async Task A_run_that_is_to_be_approved_waits_and_goes_on_at_the_users_word()
    {
        Survivor waiting = new(Folder) { Approvals = [ApprovalPoint.Contract, ApprovalPoint.Delivery] };

        var contract = await Assert.ThrowsAsync<ApprovalPendingException>(() => waiting.RunAsync(Token));
        Survivor approved = new(Folder) { Approvals = waiting.Approvals, Said = [Yes(waiting)] };
        var delivery = await Assert.ThrowsAsync<ApprovalPendingException>(() => approved.RunAsync(Token));
        Assert.False(Directory.Exists(approved.Output));
        Survivor delivered = new(Folder) { Approvals = waiting.Approvals, Said = [Yes(approved)] };
        var state = await delivered.RunAsync(Token);

        Assert.Equal((ApprovalPoint.Contract, ApprovalPoint.Delivery), (contract.Point, delivery.Point));
        Assert.All(waiting.Provider.Asked, asked => Assert.StartsWith("contract/", asked.Task, StringComparison.Ordinal));
        Assert.All(approved.Provider.Asked, asked => Assert.False(asked.Task.StartsWith("contract/", StringComparison.Ordinal)));
        Assert.Empty(delivered.Provider.Asked);
        Assert.Equal(RunStatus.Verified, state.Status);
    }

    [Fact]
    public async Task An_edited_contract_is_built_instead_of_the_CTOs()
    {
        Survivor waiting = new(Folder) { Approvals = [ApprovalPoint.Contract] };
        await Assert.ThrowsAsync<ApprovalPendingException>(() => waiting.RunAsync(Token));
        var written = File.ReadAllText(Path.Combine(Folder, "run", "planning", "contract.json"));
        var (contract, mistakes) = EditedContract.Read(written.Replace("\"Todo\"", "\"Task to do\"", StringComparison.Ordinal), Sample.WebApp, Sample.Team, Sample.Checks);
        Assert.Empty(mistakes);

        Survivor edited = new(Folder) { Approvals = waiting.Approvals, Said = [new RunEvent.ContractEdited(waiting.State!.Awaits!.What, contract!), Yes(waiting)] }; // it waits, and has no mistakes
        var state = await edited.RunAsync(Token);

        Assert.Equal(RunStatus.Verified, state.Status);
        Assert.Equal("Task to do", state.Contract!.Entities.Single().Label); // verified
        Assert.Contains("Task to do", edited.Application()["contract.json"], StringComparison.Ordinal);
    }

    static RunEvent.Approved Yes(Survivor waiting) => waiting.State?.Awaits is { } asked ? new RunEvent.Approved(asked.Point, asked.What) : throw new InvalidOperationException("It does not wait.");

    static Brief Brief(string text) => new("todo", text);

    Survivor New(params IReadOnlyList<RunEvent> said) => new(Folder) { Said = said };

    string Folder => Directory.CreateDirectory(_folder["run"]).FullName;
}
