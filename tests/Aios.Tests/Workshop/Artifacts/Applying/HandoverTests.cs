using Aios.Testing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Artifacts.Applying;
using Xunit;

namespace Aios.Tests.Workshop.Artifacts.Applying;

public sealed class HandoverTests : IDisposable
{
    readonly Desk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task A_new_folder_gets_every_file_and_is_gone_after_undo()
    {
        _desk.Has(("a.txt", "a"), ("b/c d.txt", "c"));

        await _desk.ApplyAsync();
        Assert.Equal(["a.txt", "b", "b/c d.txt"], _desk.Temp.Entries(Path.GetFileName(_desk.Target)));

        var undone = await _desk.UndoAsync();
        Assert.Null(_desk.Picture());
        Assert.All(undone.Changes, change => Assert.Equal(ChangeKind.Remove, change.Kind));
    }

    [Fact]
    public async Task The_users_own_file_is_a_conflict_and_nothing_at_all_is_written()
    {
        _desk.Has(("a.txt", "a"), ("b.txt", "b"), ("c.txt", "c"));
        _desk.User("b.txt", "mine");
        _desk.User("c.txt", "mine too");
        var before = _desk.Picture();

        var refused = await Assert.ThrowsAsync<ApplyConflictException>(() => _desk.ApplyAsync());

        Assert.Equal(["b.txt", "c.txt"], refused.Conflicts.Select(conflict => conflict.Path.Text));
        Assert.Contains("b.txt", refused.Message, StringComparison.Ordinal);
        Assert.Contains("c.txt", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, _desk.Picture());
    }

    [Fact]
    public async Task What_Aios_wrote_and_nobody_changed_is_replaced_without_a_word()
    {
        await _desk.Has(("a.txt", "old"), ("gone/b.txt", "b")).ApplyAsync();
        _desk.User("mine.txt", "mine");

        var plan = await _desk.Has(("a.txt", "new"), ("c.txt", "c")).ApplyAsync();

        Assert.Equal([("a.txt", ChangeKind.Change), ("c.txt", ChangeKind.Add), ("gone/b.txt", ChangeKind.Remove)], plan.Changes.Select(change => (change.Path.Text, change.Kind)));
        Assert.Equal("new", _desk.Read("a.txt"));
        Assert.Equal(["a.txt", "c.txt", "mine.txt"], _desk.Temp.Entries(Path.GetFileName(_desk.Target)));

        await _desk.UndoAsync();
        Assert.Equal("old", _desk.Read("a.txt"));
        Assert.Equal(["a.txt", "gone", "gone/b.txt", "mine.txt"], _desk.Temp.Entries(Path.GetFileName(_desk.Target)));

        await _desk.UndoAsync();
        Assert.Equal(["mine.txt"], _desk.Temp.Entries(Path.GetFileName(_desk.Target)));
        await Assert.ThrowsAsync<DeliveryException>(() => _desk.UndoAsync());
    }

    [Fact]
    public async Task A_file_that_the_user_changed_stays_when_it_is_no_longer_part_of_the_application()
    {
        await _desk.Has(("a.txt", "a"), ("b.txt", "b")).ApplyAsync();
        _desk.User("b.txt", "mine");

        var plan = await _desk.Has(("a.txt", "better")).ApplyAsync();

        Assert.Equal(ChangeKind.Keep, plan.Changes.Single(change => change.Path.Text == "b.txt").Kind);
        Assert.Equal("mine", _desk.Read("b.txt"));
    }

    [Fact]
    public async Task What_another_run_wrote_is_replaced_but_never_taken_away()
    {
        await _desk.Has(("a.txt", "a"), ("b.txt", "b")).ApplyAsync();
        RunFolder second = new(_desk.Temp["runs/run-2"]);
        _desk.Temp.Write("runs/run-2/application/a.txt", "of the second");

        await new Handover(second, TimeProvider.System).ApplyAsync(_desk.Target, PathChoice.Everything, force: false, Desk.Token);

        Assert.Equal("of the second", _desk.Read("a.txt"));
        Assert.Equal("b", _desk.Read("b.txt"));
        var refused = await Assert.ThrowsAsync<ApplyConflictException>(() => _desk.UndoAsync());
        Assert.Equal("a.txt", Assert.Single(refused.Conflicts).Path.Text);
    }

    [Fact]
    public async Task Force_replaces_the_users_file_and_undo_brings_it_back_byte_for_byte_with_its_mode()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }

        _desk.Has(("start.sh", "new\n"), ("b.txt", "b"));
        _desk.User("start.sh", "mine\r\nwith CRLF\r\n");
        File.SetUnixFileMode(Path.Combine(_desk.Target, "start.sh"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var before = _desk.Picture();

        await _desk.ApplyAsync(force: true);
        Assert.Equal("new\n", _desk.Read("start.sh"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(_desk.Target, "start.sh")));

        await _desk.UndoAsync();
        Assert.Equal(before, _desk.Picture());
    }

    [Fact]
    public async Task A_file_that_was_given_other_line_ends_is_the_users()
    {
        await _desk.Has(("a.txt", "one\ntwo\n")).ApplyAsync();
        _desk.User("a.txt", "one\r\ntwo\r\n");

        await Assert.ThrowsAsync<ApplyConflictException>(() => _desk.Has(("a.txt", "one\nthree\n")).ApplyAsync());

        Assert.Equal("one\r\ntwo\r\n", _desk.Read("a.txt"));
    }

    [Fact]
    public async Task Undo_refuses_where_the_user_has_changed_something_since_and_names_all_of_it()
    {
        await _desk.Has(("a.txt", "a"), ("b.txt", "b"), ("c.txt", "c")).ApplyAsync();
        _desk.User("a.txt", "mine");
        File.Delete(Path.Combine(_desk.Target, "b.txt"));
        var before = _desk.Picture();

        var refused = await Assert.ThrowsAsync<ApplyConflictException>(() => _desk.UndoAsync());

        Assert.Equal(["a.txt"], refused.Conflicts.Select(conflict => conflict.Path.Text)); // b.txt is gone already, as undo would have it
        Assert.Equal(before, _desk.Picture());
    }

    [Fact]
    public async Task Forced_undo_keeps_a_copy_of_what_the_user_had()
    {
        await _desk.Has(("a.txt", "a")).ApplyAsync();
        _desk.User("a.txt", "mine");

        await _desk.UndoAsync(force: true);

        Assert.Null(_desk.Picture());
        Assert.Contains("mine", Directory.EnumerateFiles(_desk.Run.Applied, "*", SearchOption.AllDirectories).Select(File.ReadAllText));
    }

    [Fact]
    public async Task Only_what_was_asked_for_is_applied()
    {
        _desk.Has(("a.py", "a"), ("web/b.js", "b"), ("web/deep/c.js", "c"), ("web/d.css", "d"), ("x/e.txt", "e"));
        _desk.User("a.py", "mine");

        var plan = await _desk.ApplyAsync(only: ["web/**/*.js", "./x/"]);

        Assert.Equal(["web/b.js", "web/deep/c.js", "x/e.txt"], plan.Changes.Select(change => change.Path.Text));
        Assert.Equal("mine", _desk.Read("a.py"));
        Assert.False(File.Exists(Path.Combine(_desk.Target, "web/d.css")));
    }

    [Fact]
    public async Task Nothing_to_do_is_nothing_to_undo()
    {
        await _desk.Has(("a.txt", "a")).ApplyAsync();

        Assert.Empty((await _desk.ApplyAsync()).Doing);

        await _desk.UndoAsync();
        Assert.Null(_desk.Picture());
    }

    [Theory]
    [InlineData("b", "outside", "b is a link where a folder must be")]
    [InlineData("b/c.txt", "outside/victim.txt", "b/c.txt is a link")]
    [InlineData("b/c.txt", "nowhere", "b/c.txt is a link")]
    [InlineData("b", "nowhere", "b is a link where a folder must be")]
    public async Task No_link_is_followed_nor_replaced(string link, string to, string said)
    {
        _desk.Temp.Write("outside/victim.txt", "mine");
        _desk.Has(("a.txt", "a"), ("b/c.txt", "c"));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_desk.Target, link))!); // it has one
        File.CreateSymbolicLink(Path.Combine(_desk.Target, link), _desk.Temp[to]);
        var before = _desk.Picture();

        var refused = await Assert.ThrowsAsync<ApplyConflictException>(() => _desk.ApplyAsync(force: true));

        Assert.Equal(said, Assert.Single(refused.Conflicts).Reason);
        Assert.Equal(before, _desk.Picture());
        Assert.Equal(["victim.txt"], _desk.Temp.Entries("outside"));
        Assert.Equal("mine", await File.ReadAllTextAsync(_desk.Temp["outside/victim.txt"], Desk.Token));
    }

    [Fact]
    public async Task A_folder_that_became_a_link_since_is_not_followed_by_undo()
    {
        await _desk.Has(("b/c.txt", "c")).ApplyAsync();
        Directory.Move(Path.Combine(_desk.Target, "b"), _desk.Temp["outside"]);
        Directory.CreateSymbolicLink(Path.Combine(_desk.Target, "b"), _desk.Temp["outside"]);

        await Assert.ThrowsAsync<ApplyConflictException>(() => _desk.UndoAsync(force: true));

        Assert.Equal(["c.txt"], _desk.Temp.Entries("outside"));
    }

    [Theory]
    [InlineData("fifo")]
    [InlineData("folder")]
    [InlineData("file where a folder must be")]
    public async Task What_is_no_file_is_never_replaced(string what)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A FIFO is made.");
        _desk.Has(("a/b.txt", "a"));
        Directory.CreateDirectory(_desk.Target);
        switch (what)
        {
            case "fifo":
                Directory.CreateDirectory(Path.Combine(_desk.Target, "a"));
                await Shell.RunAsync("mkfifo b.txt", Path.Combine(_desk.Target, "a"), Desk.Token);
                break;
            case "folder":
                Directory.CreateDirectory(Path.Combine(_desk.Target, "a/b.txt"));
                break;
            default:
                _desk.User("a", "mine");
                break;
        }

        var refused = await Assert.ThrowsAsync<ApplyConflictException>(() => _desk.ApplyAsync(force: true));

        Assert.Equal(ChangeKind.Blocked, Assert.Single(refused.Conflicts).Kind);
    }

    [Theory]
    [InlineData(".git")]
    [InlineData(".git/hooks")]
    public async Task Nothing_goes_into_a_repositorys_own_files(string folder)
    {
        _desk.Has(("a.txt", "a"));

        await Assert.ThrowsAsync<DeliveryException>(() => _desk.Handover.ApplyAsync(Path.Combine(_desk.Target, folder), PathChoice.Everything, force: true, Desk.Token));

        Assert.Null(_desk.Picture());
    }

    [Fact]
    public async Task A_run_without_files_takes_nothing_away()
    {
        await _desk.Has(("a.txt", "a")).ApplyAsync();

        await Assert.ThrowsAsync<DeliveryException>(() => _desk.Has().ApplyAsync(force: true));

        Assert.Equal("a", _desk.Read("a.txt"));
    }

    [Fact]
    public async Task Two_at_once_do_not_disturb_each_other()
    {
        _desk.Has(("a.txt", "a"));
        _desk.About = _ =>
        {
            var second = Assert.Throws<DeliveryException>(() => new ApplyMemory(_desk.Run).Hold());
            Assert.Contains("another process", second.Message, StringComparison.Ordinal);
        };

        await _desk.ApplyAsync();
        _desk.About = _ => { };

        Assert.Equal("a", _desk.Read("a.txt"));
    }
}
