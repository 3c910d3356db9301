using System.Data.Common;

namespace Aios.Llm.Storage;

/// <summary>Columns that may be empty.</summary>
public static class RowColumns
{
    extension(DbDataReader row)
    {
        public long? LongOrNull(int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

        public double? DoubleOrNull(int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

        public string? TextOrNull(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }
}
