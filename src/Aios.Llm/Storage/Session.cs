using System.Data.Common;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Aios.Llm.Storage;

/// <summary>One connection, each of whose statements is compiled once. Not for two threads at a time.</summary>
/// <remarks>The SQL is what PostgreSQL understands too; its parameters are <c>$1</c>, <c>$2</c> and so on.</remarks>
public sealed class Session : IDisposable
{
    readonly Dictionary<string, DbCommand> _commands = [];
    readonly DbConnection _connection;

    internal Session(DbConnection connection) => _connection = connection;

    /// <summary>Told of each statement when it is first seen; for who looks which there are.</summary>
    internal static Action<string>? Seen { get; set; }

    internal bool IsInTransaction => _connection is SqliteConnection sqlite && sqlite3_get_autocommit(sqlite.Handle) == 0;

    /// <returns>How many rows were changed.</returns>
    public int Run(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteNonQuery();

    /// <summary>Several statements that are run once and have no parameters.</summary>
    public void Script(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        Seen?.Invoke(sql);
        command.ExecuteNonQuery();
    }

    /// <returns>Null when there is no row, or nothing in its first column.</returns>
    public long? Number(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteScalar() as long?;

    /// <returns>Null when there is no row.</returns>
    public T? First<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> values)
        where T : class
    {
        using var reader = Command(sql, values).ExecuteReader();
        return reader.Read() ? read(reader) : null;
    }

    public IReadOnlyList<T> All<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    DbCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            _commands.Add(sql, command = Compile(sql, values.Length));
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }

    DbCommand Compile(string sql, int values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        Seen?.Invoke(sql);
        for (var i = 1; i <= values; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = _connection is SqliteConnection ? $"${i}" : ""; // elsewhere they are known by their places
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
