using Aios.Workshop.Artifacts;
using Aios.Workshop.Artifacts.Applying;
using Xunit;

namespace Aios.Tests.Workshop.Artifacts.Applying;

/// <summary>Whatever is applied, edited, undone and killed in whatever order: what the user wrote is where it was, or kept as a copy when the user said so.</summary>
public sealed class HandoverModelTests
{
    const int Sequences = 500;
    const int Length = 16;

    static readonly string[] _paths = ["a.txt", "b/c.txt", "b/d.txt", "e/f/g.txt", "h i.txt", "j.txt"];

    [Fact]
    public async Task The_users_own_changes_are_never_lost()
    {
        var first = Environment.TickCount;
        for (var seed = first; seed < first + Sequences; seed++)
        {
            using Play play = new(seed);
            try
            {
                await play.RunAsync();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw new InvalidOperationException($"Seed {seed}: {play}: {exception.Message}", exception);
            }
        }
    }

    sealed class Play(int seed) : IDisposable
    {
        readonly Random _random = new(seed);
        readonly Desk _desk = new();
        readonly List<string> _said = [];

        /// <summary>What the user wrote last at each path, and has not removed.</summary>
        readonly Dictionary<string, string> _mine = [];

        /// <summary>Those that a forced command may have replaced: copies do.</summary>
        readonly HashSet<string> _given = [];

        readonly Stack<IReadOnlyList<string>?> _before = [];
        bool _edited;
        int _number;

        public override string ToString() => string.Join("; ", _said);

        public void Dispose() => _desk.Dispose();

        public async Task RunAsync()
        {
            Make();
            for (var i = 0; i < Length; i++)
            {
                await ActAsync();
                Check();
            }
        }

        Task ActAsync()
        {
            switch (_random.Next(12))
            {
                case < 2:
                    Make();
                    return Task.CompletedTask;
                case < 5:
                    Edit();
                    return Task.CompletedTask;
                case 5:
                    Delete();
                    return Task.CompletedTask;
                case < 9:
                    return ApplyAsync(force: _random.Next(4) == 0);
                default:
                    return UndoAsync(force: _random.Next(4) == 0);
            }
        }

        void Make()
        {
            _said.Add("make");
            _desk.Has([.. _paths.Where(_ => _random.Next(3) > 0).DefaultIfEmpty("a.txt").Select(path => (path, $"of Aios {_random.Next(3)}"))]);
        }

        void Edit()
        {
            var path = _random.Next(5) == 0 ? "mine.txt" : _paths[_random.Next(_paths.Length)];
            var text = $"of the user {++_number}\r\n";
            _said.Add($"edit {path}");
            _desk.User(path, text);
            _mine[path] = text;
            _given.Remove(path);
            _edited = true;
        }

        void Delete()
        {
            var path = _paths[_random.Next(_paths.Length)];
            if (File.Exists(Path.Combine(_desk.Target, path)))
            {
                _said.Add($"delete {path}");
                File.Delete(Path.Combine(_desk.Target, path));
                _mine.Remove(path);
                _edited = true;
            }
        }

        async Task ApplyAsync(bool force)
        {
            string[] only = _random.Next(3) == 0 ? ["b", "a.txt"] : [];
            var (before, unfinished) = (_desk.Picture(), HasUnfinished);
            _said.Add($"apply {force} {string.Join(' ', only)}");
            if (await DoAsync(force, () => _desk.ApplyAsync(force, only)) is { } plan && plan.Doing.Any())
            {
                _before.Push(before);
                _edited = unfinished; // then what was there is not what it began with
            }
        }

        async Task UndoAsync(bool force)
        {
            var steps = HasUnfinished;
            var edited = _edited;
            _said.Add($"undo {force}");
            if (await DoAsync(force, () => _desk.UndoAsync(force)) is not null && !steps && _before.TryPop(out var before))
            {
                if (!edited)
                {
                    Assert.Equal(before, _desk.Picture());
                }

                _edited = true; // what lies beneath is not of this moment
            }
        }

        bool HasUnfinished => new ApplyMemory(_desk.Run).Records.Any(record => record.State is RecordState.Unfinished or RecordState.Undoing);

        /// <returns>Null where it was refused or killed.</returns>
        async Task<ApplyPlan?> DoAsync(bool force, Func<Task<ApplyPlan>> work)
        {
            var kill = _random.Next(5) == 0 ? _random.Next(40) : int.MaxValue;
            var step = 0;
            _desk.About = _ =>
            {
                if (step++ == kill)
                {
                    throw new Killed();
                }
            };
            if (force)
            {
                _given.UnionWith(_mine.Keys);
            }

            try
            {
                return await work();
            }
            catch (Killed)
            {
                _said.Add("killed");
                _edited = true;
                _before.Clear();
                return null;
            }
            catch (Exception exception) when (exception is ApplyConflictException or DeliveryException)
            {
                _said.Add("refused");
                return null;
            }
            finally
            {
                _desk.About = _ => { };
            }
        }

        void Check()
        {
            foreach (var (path, text) in _mine)
            {
                var there = File.Exists(Path.Combine(_desk.Target, path)) && _desk.Read(path) == text;
                Assert.True(there || (_given.Contains(path) && HasCopy(text)), $"'{path}' is lost");
            }
        }

        bool HasCopy(string text) =>
            Directory.Exists(_desk.Run.Applied) && Directory.EnumerateFiles(_desk.Run.Applied, "*", SearchOption.AllDirectories).Any(file => File.ReadAllText(file) == text);
    }
}
