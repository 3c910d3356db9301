using Aios.Llm.Storage;
using Aios.Testing;
using Aios.Tests.Llm.Spending;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aios.Tests.Llm.Storage;

public sealed class DatabaseTests : IDisposable
{
    static readonly Schema _notes = new("notes", [session => session.Script("create table note (id bigint primary key, text text not null)")]);

    readonly TempFolder _folder = new();
    readonly FakeTimeProvider _clock = new();

    CancellationToken Stop => TestContext.Current.CancellationToken;

    string File => _folder["data/aios.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_written_is_there_when_it_is_opened_again()
    {
        await using (var database = Open())
        {
            await WriteAsync(database, 1, "one");
        }

        Assert.False(System.IO.File.Exists(File + "-wal"));
        Assert.Empty(Directory.GetFiles(File + ".owners"));
        await using var again = Open();
        Assert.Equal(["one"], Notes(again));
    }

    [Fact]
    public async Task What_comes_at_once_goes_to_the_disk_together()
    {
        await using var database = Open();

        await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => WriteAsync(database, i, "x")));

        Assert.Equal(2000, Notes(database).Count);
        Assert.InRange(database.Read(session => session.Number("select commits from owner"))!.Value, 2000 / 256, 1000);
    }

    [Fact]
    public async Task What_nobody_waits_for_goes_to_the_disk_before_whatever_comes_after_it_and_with_it()
    {
        await using var database = Open();
        await WriteAsync(database, 0, "first");

        var along = Enumerable.Range(1, 5).Select(i => WriteAlongAsync(database, i, $"{i}", Stop)).ToList();
        await WriteAsync(database, 6, "awaited");

        await Task.WhenAll(along);
        Assert.Equal(["first", "1", "2", "3", "4", "5", "awaited"], Notes(database));
        Assert.InRange(database.Read(session => session.Number("select commits from owner"))!.Value, 2, 3);
    }

    [Fact]
    public async Task What_nobody_waits_for_goes_to_the_disk_by_itself_before_long()
    {
        await using var database = Open();

        await WriteAlongAsync(database, 1, "alone", Stop); // who waits all the same

        Assert.Equal(["alone"], Notes(database));
    }

    [Fact]
    public async Task What_nobody_waits_for_is_written_when_it_is_flushed_or_closed()
    {
        await using (var database = Open())
        {
            var flushed = WriteAlongAsync(database, 1, "flushed", Stop);
            await database.FlushAsync();
            Assert.Equal(["flushed"], Notes(database));
            await flushed;
            _ = WriteAlongAsync(database, 2, "closed", Stop);
        }

        await using var again = Open();
        Assert.Equal(["flushed", "closed"], Notes(again));
    }

    [Fact]
    public async Task What_is_not_worth_writing_any_more_is_not_written()
    {
        await using var database = Open();
        using CancellationTokenSource superseded = new();

        var piece = WriteAlongAsync(database, 1, "piece", superseded.Token);
        await superseded.CancelAsync();
        await WriteAsync(database, 2, "whole");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => piece);
        Assert.Equal(["whole"], Notes(database));
    }

    [Fact]
    public async Task A_write_that_throws_leaves_nothing_and_disturbs_nobody()
    {
        await using var database = Open();

        var bad = database.WriteAsync<bool>(
            session =>
            {
                session.Run("insert into note values ($1, $2)", 1L, "half");
                throw new InvalidOperationException("no");
            },
            Stop);
        var twin = WriteAsync(database, 2, "good");

        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        await twin;
        Assert.Equal(["good"], Notes(database));
    }

    [Fact]
    public async Task A_row_that_the_tables_refuse_is_the_callers_fault()
    {
        await using var database = Open();
        await WriteAsync(database, 1, "one");

        await Assert.ThrowsAsync<SqliteException>(() => WriteAsync(database, 1, "two"));

        await WriteAsync(database, 2, "three");
        Assert.Equal(["one", "three"], Notes(database));
    }

    [Fact]
    public async Task Who_will_not_wait_any_longer_has_written_nothing()
    {
        await using var database = Open();
        using CancellationTokenSource stop = new();
        using ManualResetEventSlim begun = new();
        using ManualResetEventSlim go = new();
        var first = database.WriteAsync(
            session =>
            {
                begun.Set();
                go.Wait(Stop);
                return true;
            },
            Stop);
        begun.Wait(Stop);
        var second = database.WriteAsync(session => session.Run("insert into note values (2, 'late')"), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        go.Set();
        await first;
        Assert.Empty(Notes(database));
    }

    [Fact]
    public async Task A_full_disk_is_said_and_passes()
    {
        await using var database = Open();
        await WriteAsync(database, 1, "one");
        await SetMostPagesAsync(database, 1); // rises to what there is

        var full = await Assert.ThrowsAsync<StorageException>(() => WriteAsync(database, 2, new('x', 100_000)));

        Assert.Equal(StorageProblem.Full, full.Problem);
        await SetMostPagesAsync(database, 10_000);
        await WriteAsync(database, 3, new('x', 100_000));
        Assert.Equal(2, Notes(database).Count);
    }

    [Fact]
    public async Task A_file_of_a_later_version_is_refused()
    {
        await Open().DisposeAsync();
        await Database.Open(File, [_notes with { Migrations = [.. _notes.Migrations, session => session.Script("alter table note add column more text")] }], _clock).DisposeAsync();

        var refused = Assert.Throws<StorageException>(Open);

        Assert.Equal(StorageProblem.Newer, refused.Problem);
    }

    [Fact]
    public async Task Migrations_go_on_where_they_stopped()
    {
        await using (var database = Open())
        {
            await WriteAsync(database, 1, "one");
        }

        await using var later = Database.Open(File, [_notes with { Migrations = [.. _notes.Migrations, session => session.Script("alter table note add column more text default 'new'")] }], _clock);

        Assert.Equal(["new"], later.Read(session => session.All("select more from note", row => row.GetString(0))));
    }

    [Fact]
    public async Task Another_programs_database_is_left_alone()
    {
        Directory.CreateDirectory(_folder["data"]);
        await using (SqliteConnection other = new($"Data Source={File};Pooling=False"))
        {
            await other.OpenAsync(Stop);
            await using var command = other.CreateCommand();
            command.CommandText = "pragma application_id = 7; create table mine (id integer)";
            await command.ExecuteNonQueryAsync(Stop);
        }

        Assert.Contains("another program", Assert.Throws<StorageException>(Open).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)] // emptied
    [InlineData(0, 50)] // cut to less than a page
    [InlineData(0, 4096)] // cut to its first page
    [InlineData(1, 40)] // the header overwritten
    public async Task A_damaged_file_is_not_opened(int from, int to)
    {
        await using (var database = Open())
        {
            await Task.WhenAll(Enumerable.Range(0, 500).Select(i => WriteAsync(database, i, "some text to fill a page")));
        }

        await using (var file = System.IO.File.OpenWrite(File))
        {
            if (from == 0)
            {
                file.SetLength(to);
            }
            else
            {
                file.Position = from;
                file.Write(new byte[to]);
            }
        }

        Assert.Equal(StorageProblem.Damaged, Assert.Throws<StorageException>(Open).Problem);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_log_that_was_lost_after_a_kill_is_noticed(bool altogether)
    {
        using TempFolder killed = new();
        await using (var database = Open())
        {
            await WriteAsync(database, 1, "one");
            await WriteAsync(database, 2, "two");
            Killed.Copy(_folder["data"], killed.Path);
        }

        var log = Path.Combine(killed.Path, "aios.db-wal");
        await using (var whole = Database.Open(Path.Combine(killed.Path, "aios.db"), [_notes], _clock))
        {
            Assert.Equal(["one", "two"], Notes(whole));
        }

        Directory.Delete(killed.Path, recursive: true);
        await using (var database = Open())
        {
            await WriteAsync(database, 3, "three");
            Killed.Copy(_folder["data"], killed.Path);
        }

        if (altogether)
        {
            System.IO.File.Delete(log);
        }
        else
        {
            using var file = System.IO.File.OpenWrite(log);
            file.SetLength(file.Length - 100);
        }

        var lost = Assert.Throws<StorageException>(() => Database.Open(Path.Combine(killed.Path, "aios.db"), [_notes], _clock));
        Assert.Equal(StorageProblem.Damaged, lost.Problem);
        Assert.Contains("lost", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_writer_that_was_killed_is_marked_as_gone_and_a_living_one_is_not()
    {
        using TempFolder killed = new();
        await using var database = Open();
        await WriteAsync(database, 1, "one");
        Killed.Copy(_folder["data"], killed.Path);

        await using var living = Open(); // while the first is there
        await using var after = Database.Open(Path.Combine(killed.Path, "aios.db"), [_notes], _clock);

        const string Gone = "select count(*) from owner where ended is not null";
        Assert.Equal(0, living.Read(session => session.Number(Gone)));
        Assert.Equal(1, after.Read(session => session.Number(Gone)));
    }

    Database Open() => Database.Open(File, [_notes], _clock);

    Task<int> WriteAsync(Database database, long id, string text) =>
        database.WriteAsync(session => session.Run("insert into note values ($1, $2)", id, text), Stop);

    static Task<int> WriteAlongAsync(Database database, long id, string text, CancellationToken cancellationToken) =>
        database.WriteAlongAsync(session => session.Run("insert into note values ($1, $2)", id, text), cancellationToken);

    Task<bool> SetMostPagesAsync(Database database, int pages) => database.WriteAsync(
        session =>
        {
            session.Script($"pragma max_page_count = {pages}");
            return true;
        },
        Stop);

    static IReadOnlyList<string> Notes(Database database) =>
        database.Read(session => session.All("select text from note order by id", row => row.GetString(0)));
}
