using Aios.Llm.Hosting;
using Aios.Llm.Routing.Learning;
using Aios.Llm.Storage;
using Aios.Workshop.Running;

namespace Aios.Cli.Choosing;

/// <summary>What was learned in earlier runs, for commands that only look: where there is nothing yet, nothing is made.</summary>
sealed class History : IAsyncDisposable
{
    readonly Database? _database;

    History(Database? database, TimeProvider clock)
    {
        _database = database;
        Experience = database is null ? new() : Lessons.Recall(new(database), clock).Experience;
        OfExperiments = database is null ? [] : new LessonBook(database).OfExperiments();
    }

    /// <summary>Null where nothing was ever kept.</summary>
    public Database? Database => _database;

    public Experience Experience { get; }

    public IReadOnlyList<Lesson> OfExperiments { get; }

    /// <exception cref="StorageException">It cannot be read.</exception>
    public static History Open(Home home, TimeProvider clock)
    {
        return new(File.Exists(home.Database) ? Database.Open(home.Database, [.. RouterInstallation.Schemas, RunJournal.Schema], clock) : null, clock);
    }

    public ValueTask DisposeAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;
}
