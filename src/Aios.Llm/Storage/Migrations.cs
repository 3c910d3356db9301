namespace Aios.Llm.Storage;

/// <summary>Brings the tables of every feature up to date.</summary>
static class Migrations
{
    /// <exception cref="StorageException">A later version of the program has been here.</exception>
    public static void Apply(Session session, IReadOnlyList<Schema> schemas, string path)
    {
        session.Run("create table if not exists feature (name text primary key, version bigint not null)");
        foreach (var (name, migrations) in schemas)
        {
            var version = session.Number("select version from feature where name = $1", name) ?? 0;
            if (version > migrations.Count)
            {
                throw new StorageException(StorageProblem.Newer, $"{path} was written by a later version of this program ({name} {version}, known here {migrations.Count}).", "Use that version, or another folder with --home.");
            }

            foreach (var migrate in migrations.Skip((int)version))
            {
                migrate(session);
            }

            if (version < migrations.Count)
            {
                session.Run("insert into feature (name, version) values ($1, $2) on conflict (name) do update set version = excluded.version", name, (long)migrations.Count);
            }
        }
    }
}
