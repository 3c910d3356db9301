using Aios.Llm.Storage;
using Aios.Postgres;
using Aios.Testing;
using Microsoft.Extensions.Time.Testing;

// Proves on a server that is thrown away that what we keep can be kept in PostgreSQL: eng/postgres starts one and calls this.
if (args is not [var server])
{
    Console.Error.WriteLine("Usage: Aios.Postgres CONNECTION");
    return 2;
}

const int Connections = 8;
DateTimeOffset begin = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
try
{
    PostgresDatabase.Migrate(server);
    Say($"migrations: all {PostgresDatabase.Schemas.Sum(schema => schema.Migrations.Count) + 1} of {PostgresDatabase.Schemas.Count + 1} features run there");

    HashSet<string> seen = [];
    Session.Seen = sql => seen.Add(sql);
    var onFile = await OnFileAsync();
    await OnFileAsync(); // a second time, to see what is done where a file is there already
    Session.Seen = null;
    var plain = seen.Where(Statements.IsPlain).Select(Statements.Plain).Distinct().Order(StringComparer.Ordinal).ToList();
    var missed = Statements.InSources().Where(text => !plain.Any(sql => sql.Contains(text, StringComparison.Ordinal))).ToList();
    Proof.That(missed.Count == 0, $"These statements of the sources were not tried:\n{string.Join('\n', missed)}");
    Statements.Prepare(server, plain);
    Say($"statements: {plain.Count} are understood, which come from all {Statements.InSources().Count} texts of the sources; exempt: {string.Join(", ", seen.Where(Statements.IsOfTheFile).Select(sql => Statements.Plain(sql).Split(" = ")[0]).Where(sql => !sql.Contains(';')).Distinct().Order(StringComparer.Ordinal))}");

    var onServer = await WithAsync(1, databases => new Walk(databases[0], new FakeTimeProvider(begin)).WalkAsync());
    Proof.That(onFile.SequenceEqual(onServer), $"They say other things:\n{string.Join('\n', onFile.Zip(onServer).Where(pair => pair.First != pair.Second).Take(10).Select(pair => $"file   {pair.First}\nserver {pair.Second}"))}");
    Say($"stores: {onServer.Count} observations of all their operations are the same in SQLite and there");

    Say($"names: {await WithAsync(Connections, databases => new Concurrency(databases).NamesAsync())}");
    Say($"budgets: {await WithAsync(Connections, databases => new Concurrency(databases).BudgetsAsync())}");
    Say($"owners: {await WithAsync(Connections, databases => new Concurrency(databases).OwnersAsync())}");
    return 0;
}
catch (Exception exception) // whatever it is, it is no proof
{
    Console.Error.WriteLine($"NOT PROVED: {exception.GetType().Name}: {exception.Message}");
    return 1;
}

async Task<IReadOnlyList<string>> OnFileAsync()
{
    using TempFolder folder = new();
    FakeTimeProvider clock = new(begin);
    await using (var database = Database.Open(folder["aios.db"], PostgresDatabase.Schemas, clock))
    {
        var said = await new Walk(database, clock).WalkAsync();
        await database.WriteAsync(session => session.Run("insert into owner (id, began, commits) values ($1, $2, 1)", "gone", 0L), CancellationToken.None);
        await using var other = Database.Open(folder["aios.db"], PostgresDatabase.Schemas, clock); // finds one that has gone
        return said;
    }
}

async Task<T> WithAsync<T>(int connections, Func<IReadOnlyList<PostgresDatabase>, Task<T>> act)
{
    PostgresDatabase.Clear(server);
    var databases = await Task.WhenAll(Enumerable.Range(0, connections).Select(number => PostgresDatabase.OpenAsync(server, $"owner {number}")));
    try
    {
        return await act(databases);
    }
    finally
    {
        foreach (var database in databases)
        {
            await database.DisposeAsync();
        }
    }
}

static void Say(string line) => Console.WriteLine(line);
