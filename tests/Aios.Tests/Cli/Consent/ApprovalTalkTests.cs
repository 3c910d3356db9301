using System.Collections.Concurrent;
using System.Diagnostics;
using Aios.Cli.Consent;
using Aios.Testing;
using Aios.Tests.Cli.Runs;
using Aios.Tests.Workshop;
using Aios.Workshop.Artifacts.Applying;
using Aios.Workshop.Briefs;
using Aios.Workshop.Evaluation;
using Aios.Workshop.Running;
using Aios.Workshop.Verification;
using Xunit;
using static Aios.Tests.Workshop.Running.Happenings;

namespace Aios.Tests.Cli.Consent;

public sealed class ApprovalTalkTests : IAsyncLifetime
{
    const string Id = "20260102-030405-aaaa";
    const string Question = "[a]pprove, [r]eject with words, [e]dit, [l]ater?";

    readonly SomeRuns _runs = new();
    readonly BlockingCollection<string> _typed = [];
    readonly StringWriter _shown = new();
    readonly List<bool> _lent = [];
    readonly TempFolder _folder = new();
    string _contract = "";

    static CancellationToken Token => TestContext.Current.CancellationToken;

    RunFolder Folder => new(_runs.Home.RunFolder(Id));

    public async ValueTask InitializeAsync()
    {
        var reference = await ReferenceApplication.BuildAsync(
            Sample.WebApp, Sample.Team, WorkflowVerifier.ChecksOf(Sample.WebApp.Name), _folder["reference"], TimeProvider.System, Token, new Brief("todo", "A **todo** has a title (required)."));
        _contract = reference.Contract.ToJson();
        Directory.CreateDirectory(Path.Combine(Folder.Path, "planning"));
        await File.WriteAllTextAsync(Path.Combine(Folder.Path, "planning", "contract.json"), _contract, Token);
        await WaitAsync(ApprovalPoint.Contract);
    }

    public async ValueTask DisposeAsync()
    {
        _typed.CompleteAdding();
        await _runs.DisposeAsync();
        _folder.Dispose();
        await _shown.DisposeAsync();
    }

    [Theory]
    [InlineData("a")]
    [InlineData("Approve")]
    public async System.Threading.Tasks.Task Yes_is_the_word_of_runs_approve(string typed)
    {
        Assert.Equal([new RunEvent.Approved(ApprovalPoint.Contract, "sum")], await AskAsync(typed));
        Assert.Contains("Run 20260102-030405-aaaa waits for your word on the contract: ", _shown.ToString(), StringComparison.Ordinal);
        Assert.Contains("  1 entity: todo · 6 endpoints\n", _shown.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"  \d+ files: .*backend \d+", _shown.ToString());
    }

    [Fact]
    public async System.Threading.Tasks.Task A_rejection_takes_a_line_of_words_and_none_is_none()
    {
        Assert.Equal([new RunEvent.ChangeAsked("add tags to todos")], await AskAsync("reject", " ", "r", " add tags to todos "));
        Assert.Equal(2, _shown.ToString().Split("What should be otherwise?").Length - 1);
    }

    [Theory]
    [InlineData("l")]
    [InlineData("nonsense", "later")]
    [InlineData]
    public async System.Threading.Tasks.Task Later_and_the_end_of_input_answer_nothing(params string[] typed)
    {
        Assert.Null(await AskAsync(typed));
        Assert.Equal(typed.Length == 2 ? 2 : 1, _shown.ToString().Split(Question).Length - 1);
    }

    [Fact]
    public async System.Threading.Tasks.Task An_edited_contract_is_held_to_the_rules_and_asked_for_again_with_its_mistakes()
    {
        var good = _folder.Write("good.json", _contract.Replace("\"Todo\"", "\"Task to do\"", StringComparison.Ordinal));
        var editor = _folder.Write("editor", $$"""
            if [ -e "$1.broken" ]; then cp '{{good}}' "$1"; else touch "$1.broken"; sed -i 's/"backend"/"nobody"/' "$1"; fi
            """);

        var said = await AskAsync(new Editor($"sh '{editor}'"), "e", "e");

        var edited = Assert.IsType<RunEvent.ContractEdited>(said![0]); // answered
        Assert.Equal(("sum", "Task to do"), (edited.What, edited.Contract.Entities.Single().Label));
        Assert.Equal(new RunEvent.Approved(ApprovalPoint.Contract, "sum"), said[1]);
        Assert.Contains("'nobody'", _shown.ToString(), StringComparison.Ordinal);
        Assert.Equal([true, false, true, false], _lent);
        Assert.Equal(_contract, await File.ReadAllTextAsync(Path.Combine(Folder.Path, "planning", "contract.json"), Token)); // a copy was edited
    }

    [Theory]
    [InlineData("true", "Nothing was changed.")]
    [InlineData("false", "'false' has failed.")]
    public async System.Threading.Tasks.Task An_editor_that_changes_nothing_approves_nothing(string editor, string said)
    {
        Assert.Null(await AskAsync(new Editor(editor), "e", "l"));
        Assert.Contains(said, _shown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async System.Threading.Tasks.Task What_is_answered_elsewhere_ends_the_talk()
    {
        var talking = Talk(new("true")).AskAsync(Folder, "/out", Token);

        await ApproveElsewhereAsync();

        Assert.Empty(await talking ?? [new RunEvent.ContractEdited("not asked", null!)]);
    }

    [Fact]
    public async System.Threading.Tasks.Task So_does_its_removal()
    {
        var talking = Talk(new("true")).AskAsync(Folder, "/out", Token);

        await _runs.Journal.ForgetAsync(Id, Token);
        _runs.Clock.Advance(TimeSpan.FromSeconds(0.5));

        Assert.Empty(await talking ?? [new RunEvent.ContractEdited("not asked", null!)]);
    }

    [Fact]
    public async System.Threading.Tasks.Task An_editor_that_is_open_then_is_waited_for_and_gives_the_terminal_back()
    {
        await ShellAsync("mkfifo \"$1\" \"$2\"");
        _typed.Add("e", Token);
        var talking = Talk(new($"sh -c 'echo begun > \"{_folder["begun"]}\"; read line < \"{_folder["end"]}\"' sh")).AskAsync(Folder, "/out", Token);
        await ShellAsync("read line < \"$1\"");

        await ApproveElsewhereAsync();
        Assert.Equal([true], _lent);
        await ShellAsync("echo end > \"$2\"");

        Assert.Empty(await talking ?? [new RunEvent.ContractEdited("not asked", null!)]);
        Assert.Equal([true, false], _lent);
    }

    [Fact]
    public async System.Threading.Tasks.Task Of_an_application_its_checks_and_files_are_told_and_it_cannot_be_edited()
    {
        await WaitAsync(ApprovalPoint.Delivery, Checked("endpoints", passed: true), Checked("tests", passed: false));
        Directory.CreateDirectory(Folder.Application);
        await File.WriteAllTextAsync(Path.Combine(Folder.Application, "main.py"), "12345", Token);

        Assert.Equal([new RunEvent.Approved(ApprovalPoint.Delivery, "sum")], await AskAsync("e", "a"));
        Assert.EndsWith(
            """
              1 of 2 checks passed; not passed: tests
              1 file of 5 bytes would go to /out
            [a]pprove, [r]eject with words, [l]ater? [a]pprove, [r]eject with words, [l]ater? 
            """.TrimEnd('\n'),
            _shown.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_editor_is_the_users()
    {
        Assert.Equal("code --wait", Editor.Find(name => name == "VISUAL" ? "code --wait" : "ed").Command);
        Assert.Equal("ed", Editor.Find(name => name == "EDITOR" ? "ed" : "").Command);
        Assert.Equal("vi", Editor.Find(_ => null).Command);
    }

    async System.Threading.Tasks.Task ApproveElsewhereAsync()
    {
        using (var elsewhere = await _runs.Journal.TakeAsync(Id, Token))
        {
            RunLog log = new(_runs.Clock, elsewhere!.Past); // nobody has it
            elsewhere.Follow(log);
            log.Add(new RunEvent.Approved(ApprovalPoint.Contract, "sum"));
            await elsewhere.ReleaseAsync();
        }

        _runs.Clock.Advance(TimeSpan.FromSeconds(0.5));
    }

    /// <param name="script">With the two pipes by which an editor says that it has begun, and is told to end.</param>
    async System.Threading.Tasks.Task ShellAsync(string script)
    {
        using var shell = Process.Start("/bin/sh", ["-c", script, "sh", _folder["begun"], _folder["end"]]);
        await shell.WaitForExitAsync(Token);
        Assert.Equal(0, shell.ExitCode);
    }

    /// <summary>As a build leaves it that waits.</summary>
    async System.Threading.Tasks.Task WaitAsync(ApprovalPoint point, params IReadOnlyList<RunEvent> before)
    {
        var (run, log) = _runs.Journal.Find(Id) is null ? await _runs.BeginAsync(Id, Token) : (await _runs.Journal.TakeAsync(Id, Token) ?? throw new InvalidOperationException("Somebody has it."), null);
        using (run)
        {
            if (log is null)
            {
                log = new(_runs.Clock, run.Past);
                run.Follow(log);
            }

            foreach (var happened in (IEnumerable<RunEvent>)[new RunEvent.RunStarted(Id, "web-app", "todo", []), .. before, new RunEvent.ApprovalAsked(point, "sum"), Ends(RunStatus.Stopped)])
            {
                log.Add(happened);
            }

            await run.ReleaseAsync();
        }
    }

    System.Threading.Tasks.Task<IReadOnlyList<RunEvent>?> AskAsync(params string[] typed) => AskAsync(new Editor("true"), typed);

    async System.Threading.Tasks.Task<IReadOnlyList<RunEvent>?> AskAsync(Editor editor, params string[] typed)
    {
        foreach (var line in typed)
        {
            _typed.Add(line, Token);
        }

        _typed.CompleteAdding();
        return await Talk(editor).AskAsync(Folder, "/out", Token);
    }

    ApprovalTalk Talk(Editor editor) => new(new(() => _typed.TryTake(out var line, Timeout.Infinite) ? line : null, _shown), _runs.Journal, editor, _lent.Add, _runs.Clock);
}
