using System.Diagnostics;
using Aios.Testing;
using Xunit;

namespace Aios.Acceptance;

/// <summary>What somebody at a terminal is asked and shown.</summary>
public sealed class TerminalTests : IDisposable
{
    const string HideCursor = "\u001b[?25l";
    const string ShowCursor = "\u001b[?25h";
    const string GoOn = "Go on? [y/N]";
    const string OnContract = "[e]dit, [l]ater?";
    const string OnDelivery = "words, [l]ater?";

    static readonly string _brief = Path.Combine(Repository.Root, "examples", "todo.md");

    readonly AiosProcess _aios = new() { HasKeys = false };

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _aios.Dispose();

    [Fact]
    public async Task A_contract_is_rejected_edited_and_approved_and_the_run_goes_on_in_the_same_process()
    {
        _aios.Variables["VISUAL"] = $"sh '{_aios.Folder.Write("editor", """if [ -e "$1.again" ]; then sed -i 's/"Todo"/"Task"/; s/"nobody"/"backend"/' "$1"; else touch "$1.again"; sed -i 's/"backend"/"nobody"/' "$1"; fi""")}'";

        var ended = await _aios.TypeAsync(
            ["build", _brief, "--output", "application", "--approve", "contract,delivery", "--json"],
            Token,
            (OnContract, "r\r"), ("otherwise?", "make it nicer\r"), // which the generator does not understand
            (OnContract, "r\r"), ("otherwise?", "add a colour to todos\r"),
            (OnContract, "e\r"), (OnContract, "e\r"), // with a mistake first
            (OnDelivery, "l\r"));

        Assert.True(ended.Code == 8, ended.Output);
        Assert.Contains("does not understand the change 'make it nicer'", ended.Output, StringComparison.Ordinal);
        Assert.Contains("'nobody'", ended.Output, StringComparison.Ordinal);
        Assert.Contains("9 of 9 checks passed", ended.Output, StringComparison.Ordinal);
        Assert.Equal(1, ended.Output.Split("\"run_id\"").Length - 1); // one document, however often it was asked
        AssertCursorIsBack(ended);
        var contract = await File.ReadAllTextAsync(Directory.GetFiles(_aios.Folder["home/.local/share/aios/runs"], "contract.json", SearchOption.AllDirectories).First(file => file.Contains("application", StringComparison.Ordinal)), Token);
        Assert.Contains("colour", contract, StringComparison.Ordinal);
        Assert.Contains("\"Task\"", contract, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_aios.Folder["application"]));
    }

    [Fact]
    public async Task What_was_demanded_to_be_approved_nobody_s_yes_in_advance_approves()
    {
        var ended = await _aios.TypeAsync(["build", _brief, "--output", "application", "--approve", "contract", "--yes"], Token);

        Assert.True(ended.Code == 8, ended.Output);
        Assert.DoesNotContain("[a]pprove", ended.Output, StringComparison.Ordinal);
        Assert.Contains("aios runs approve", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_could_pay_more_than_a_run_may_cost_is_asked_first() => await RunningEmulator.WhileAsync(["--answers", "offline"], async emulator =>
    {
        using AiosProcess aios = new();
        Point(aios, emulator);
        string[] build = ["build", _brief, "--output", "application", "--model", "anthropic/claude-haiku-4-5"];

        var unlimited = await aios.TypeAsync(build, Token, (GoOn, "n\r"));
        var limited = await aios.TypeAsync([.. build, "--max-cost", "0.001"], Token, (GoOn, "\r"));
        var enough = await aios.TypeAsync([.. build, "--max-cost", "1000", "--approve", "contract"], Token, (OnContract, "l\r"));
        var dumb = await aios.RunAsync([.. build, "--max-cost", "0.001"], Token);
        var agreed = await aios.TypeAsync([.. build, "--max-cost", "0.001", "--yes"], Token);

        Assert.True((unlimited.Code, limited.Code) == (5, 5), unlimited.Output + limited.Output);
        Assert.Contains("and nothing limits it", unlimited.Output, StringComparison.Ordinal);
        Assert.Contains("more than the $0.001 that it may cost", limited.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(GoOn, enough.Output, StringComparison.Ordinal);
        Assert.Equal((5, 5), (dumb.Code, agreed.Code));
        Assert.Contains("warning: The run may cost at worst $", dumb.Error, StringComparison.Ordinal);
        Assert.Contains("it stops there, and can be gone on with", agreed.Output, StringComparison.Ordinal);
        Assert.Equal(3, (await aios.RunAsync(["runs", "list", "--json"], Token)).Json.GetProperty("runs").GetArrayLength()); // of what was not agreed to nothing is left
    }, Token);

    [Fact]
    public async Task So_is_whoever_wants_it_otherwise_or_goes_on_with_that() => await RunningEmulator.WhileAsync(["--answers", "offline"], async emulator =>
    {
        using AiosProcess aios = new();
        Point(aios, emulator);

        var here = await aios.TypeAsync(
            ["build", _brief, "--output", "application", "--model", "anthropic/claude-haiku-4-5", "--approve", "contract"], Token,
            (GoOn, "y\r"), (OnContract, "r\r"), ("otherwise?", "add a colour to todos\r"), (GoOn, "n\r"));
        var rejected = await aios.RunAsync(["runs", "reject", "last", "add a colour to todos"], Token);
        var later = await aios.TypeAsync(["resume", "last"], Token, (GoOn, "n\r"));

        Assert.True((here.Code, rejected.Code, later.Code) == (5, 0, 5), here.Output + rejected.Error + later.Output); // what was not agreed to here is not written down: it waits
        Assert.Contains("is as it was", here.Output, StringComparison.Ordinal);
        Assert.Contains("Limit it beforehand with aios budget set", here.Output, StringComparison.Ordinal);
        Assert.Contains("Allow less with --max-cost", later.Output, StringComparison.Ordinal);
    }, Token);

    [Fact]
    public async Task A_rejection_from_elsewhere_that_cannot_be_done_is_said_and_it_waits_as_before()
    {
        Task<Ended>? rejecting = null;
        var ended = await _aios.TypeAsync(
            ["build", _brief, "--output", "application", "--approve", "contract"],
            (said, _) =>
            {
                if (rejecting is null && said.Contains(OnContract, StringComparison.Ordinal))
                {
                    rejecting = _aios.RunAsync(["runs", "reject", "last", "make it nicer"], Token); // which the generator does not understand
                }

                return said.Split(OnContract).Length == 3 ? "l\r" : null;
            },
            Token);

        Assert.True(ended.Code == 8, ended.Output);
        await ((Task)rejecting!).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext); // whoever looks for keys afterwards cannot read what the waiting program has locked
        Assert.Contains("does not understand the change 'make it nicer'", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--plain")]
    public async Task Whoever_asks_it_to_rest_is_told_at_once_and_has_the_cursor_back(string option)
    {
        var asked = false;
        var ended = await _aios.TypeAsync(
            ["build", _brief, "--output", "application", "--offline-speed", "2000", "--max-parallel", "2", .. option.Length == 0 ? (string[])[] : [option, "--verbose"]],
            (said, _) => !asked && (asked = said.Contains(option.Length == 0 ? "at work (2)" : "begins contract/", StringComparison.Ordinal)) ? "\u0003" : null,
            Token);

        Assert.True(ended.Code == 130, ended.Output);
        Assert.Matches(@"coming to rest: (1 answer|2 answers) in flight (is|are) waited for; Ctrl-C again cuts (it|them) off", ended.Output);
        if (option.Length == 0)
        {
            AssertCursorIsBack(ended);
        }
        else
        {
            Assert.DoesNotContain(HideCursor, ended.Output, StringComparison.Ordinal); // nothing is drawn
        }
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    public async Task A_run_that_is_cut_off_gives_the_cursor_back(string signal, int code)
    {
        var sent = 0;
        var ended = await _aios.TypeAsync(
            ["build", _brief, "--output", "application", "--offline-speed", "20", "--max-parallel", "2"], // it would take an hour
            (said, program) =>
            {
                if (sent < 2 && said.Contains(sent == 0 ? "at work (2)" : "coming to rest", StringComparison.Ordinal))
                {
                    sent++;
                    using var kill = Process.Start("kill", [$"-{signal}", $"{program().Id}"]);
                }

                return null;
            },
            Token);

        Assert.True(ended.Code == code, ended.Output);
        AssertCursorIsBack(ended);
    }

    static void AssertCursorIsBack(Ended ended)
    {
        Assert.Contains(HideCursor, ended.Output, StringComparison.Ordinal); // or there is nothing to be given back
        Assert.True(ended.Output.LastIndexOf(ShowCursor, StringComparison.Ordinal) >= ended.Output.LastIndexOf(HideCursor, StringComparison.Ordinal), ended.Output);
    }

    static void Point(AiosProcess aios, RunningEmulator emulator)
    {
        foreach (var (name, value) in emulator.Variables.Append(new("AIOS_MODEL", null)))
        {
            aios.Variables[name] = value;
        }
    }
}
