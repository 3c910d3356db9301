using System.Collections.Concurrent;
using Aios.Testing;
using Aios.Workshop.Running;
using Aios.Workshop.Verification;
using Xunit;

namespace Aios.Tests.Workshop.Verification;

public sealed class VerifierTests(ProvedSandbox proved) : IClassFixture<ProvedSandbox>, IDisposable
{
    readonly TempFolder _folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_verdict_says_what_the_check_wrote()
    {
        var verdicts = await VerifyAsync(Shell("good", "echo all well"), Shell("bad", "echo line 7 is wrong; exit 3"));

        Assert.Equal((true, "all well"), (verdicts[0].Passed, verdicts[0].Evidence));
        Assert.Equal((false, "ended with exit code 3\nline 7 is wrong"), (verdicts[1].Passed, verdicts[1].Evidence));
    }

    [Fact]
    public async Task What_needs_a_failed_check_is_not_run()
    {
        var verdicts = await VerifyAsync(
            Shell("first", "false"), Shell("second", "true", "first"), Shell("third", "true", "second"), Shell("other", "true"));

        Assert.Equal([false, false, false, true], verdicts.Select(verdict => verdict.Passed));
        Assert.Equal("not run: first failed", verdicts[1].Evidence);
        Assert.Equal("not run: first failed", verdicts[2].Evidence);
    }

    [Fact]
    public async Task What_is_needed_has_been_done_before()
    {
        var verdicts = await VerifyAsync(Shell("build", "mkdir dist; echo built > dist/page"), Shell("use", "cat dist/page", "build"));

        Assert.Equal("built", verdicts[1].Evidence);
    }

    [Fact]
    public async Task Checks_that_do_not_need_each_other_run_at_the_same_time()
    {
        // The first one waits for the second one's sign of life.
        const string Meet = "mkfifo pipe && cat pipe || echo second > pipe";

        var verdicts = await VerifyAsync(Shell("one", Meet), Shell("two", Meet));

        Assert.All(verdicts, verdict => Assert.True(verdict.Passed, verdict.Evidence));
    }

    [Fact]
    public async Task The_application_stays_as_it_is()
    {
        _folder.Write("app/backend/main.py", "print()");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "app/link"), _folder.Write("outside", "secret"));

        var verdicts = await VerifyAsync(Shell("mess", "echo changed > backend/main.py; touch new; mkdir .git; ls -A"));

        Assert.Equal(".git\nbackend\nnew", verdicts[0].Evidence);
        Assert.Equal("print()", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "app/backend/main.py"), Token));
        Assert.Equal(["backend", "link"], Directory.GetFileSystemEntries(Path.Combine(_folder.Path, "app")).Select(Path.GetFileName).Order());
        Assert.Empty(Directory.GetDirectories(Path.Combine(_folder.Path, "copies")));
    }

    [Fact]
    public async Task The_contract_can_be_read_and_not_changed()
    {
        var verdicts = await VerifyAsync(Shell("read", "cat /aios/contract.json"), Shell("write", "echo x > /aios/contract.json"));

        Assert.Equal([true, false], verdicts.Select(verdict => verdict.Passed));
        Assert.Equal("{}", verdicts[0].Evidence);
    }

    [Fact]
    public async Task A_check_that_takes_too_long_says_so()
    {
        var verdicts = await VerifyAsync(Shell("slow", "echo begun; sleep 60") with { TimeoutSeconds = 1 });

        Assert.Equal("stopped: it took longer than 1 s\nbegun", verdicts[0].Evidence);
    }

    [Fact]
    public async Task What_cannot_be_removed_changes_no_verdict()
    {
        var verdicts = await VerifyAsync(new Check() { Name = "odd", Command = ["/usr/bin/python3", "-c", "open(b'/app/\\xff', 'w').write('x')"], TimeoutSeconds = 20 });

        Assert.True(verdicts[0].Passed, verdicts[0].Evidence);
        await Aios.Testing.Shell.RunAsync("rm -r copies", _folder.Path, Token); // .NET cannot name such a file
    }

    [Fact]
    public async Task Only_plain_pictures_are_kept()
    {
        var secret = _folder.Write("secret", "secret");

        await VerifyAsync(Shell("paint", $"mkdir .aios; cd .aios; echo x > page.png; ln -s {secret} link.png; mkfifo pipe.png; echo x > page.exe; mkdir folder.png"));

        Assert.Equal(["page.png"], Directory.GetFileSystemEntries(Path.Combine(_folder.Path, "pictures")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_folder_of_pictures_that_leads_elsewhere_is_not_followed()
    {
        _folder.Write("elsewhere/private.png", "private");

        await VerifyAsync(Shell("lead", $"ln -s {_folder.Path}/elsewhere .aios"));

        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "pictures")));
    }

    [Fact]
    public async Task Each_check_tells_when_it_begins_and_ends()
    {
        ConcurrentQueue<string> told = new();

        await VerifyAsync((happened, _) => told.Enqueue(Words(happened)), Token, Shell("one", "true"), Shell("two", "false", "one"), Shell("three", "true", "two"));

        Assert.Equal(["one begins", "one True", "two begins", "two False", "three False"], told);
    }

    [Fact]
    public async Task Only_the_checks_that_the_contract_wants_are_made()
    {
        RunLog log = new(TimeProvider.System);

        await VerifierOf([Shell("one", "true"), Shell("two", "false")]).VerifyAsync(
            _folder.Folder("app"), _folder.Write("contract.json", "{}"), _folder.Path, ["one"], log, Token);

        Assert.Equal("one", Assert.Single(log.State.Verdicts).Name);
    }

    [Fact]
    public async Task Cancelling_leaves_nothing_behind()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => VerifyAsync((_, _) => cancel.Cancel(), cancel.Token, Shell("slow", "sleep 60")));

        Assert.Empty(Directory.GetDirectories(Path.Combine(_folder.Path, "copies")));
    }

    Task<IReadOnlyList<Verdict>> VerifyAsync(params Check[] checks) => VerifyAsync((_, _) => { }, Token, checks);

    /// <returns>The verdicts in the order of the checks.</returns>
    async Task<IReadOnlyList<Verdict>> VerifyAsync(Action<RunEvent, DateTimeOffset> reader, CancellationToken cancellationToken, params Check[] checks)
    {
        RunLog log = new(TimeProvider.System);
        log.Follow(reader);
        string[] names = [.. checks.Select(check => check.Name)];
        await VerifierOf(checks).VerifyAsync(
            _folder.Folder("app"), _folder.Write("contract.json", "{}"), Path.Combine(_folder.Path, "pictures"), names, log, cancellationToken);
        return [.. log.State.Verdicts.OrderBy(verdict => Array.IndexOf(names, verdict.Name))];
    }

    Verifier VerifierOf(Check[] checks) =>
        new(proved.Sandbox, checks, new() { WorkFolder = Path.Combine(_folder.Path, "copies"), AtOnce = 2 });

    static Check Shell(string name, string script, params string[] needs) =>
        new() { Name = name, Command = ["/bin/sh", "-c", script], Needs = [.. needs], TimeoutSeconds = 20 };

    static string Words(RunEvent happened) => happened switch
    {
        RunEvent.CheckStarted started => $"{started.Check} begins",
        RunEvent.CheckFinished ended => $"{ended.Verdict.Name} {ended.Verdict.Passed}",
        _ => throw new InvalidOperationException($"{happened} is new."),
    };
}
