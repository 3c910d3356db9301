using System.Globalization;
using System.Text;

namespace Aios.Cli.Spending.Exports;

/// <summary>Tables: the usage export of Anthropic's console, and any other that names its columns as here.</summary>
static class CsvBill
{
    static readonly string[] _days = ["usage_date_utc", "date", "day", "at", "start_time_iso"];
    static readonly string[] _models = ["model_version", "model"];
    static readonly string[] _inputs = ["usage_input_tokens_no_cache", "uncached_input_tokens", "input_tokens", "input"];
    static readonly string[] _outputs = ["usage_output_tokens", "output_tokens", "output"];
    static readonly string[] _reads = ["usage_input_tokens_cache_read", "cache_read_input_tokens", "cache_read"];
    static readonly string[] _writes5m = ["usage_input_tokens_cache_write_5m", "cache_write_5m"];
    static readonly string[] _writes1h = ["usage_input_tokens_cache_write_1h", "cache_write_1h"];
    static readonly string[] _costs = ["cost_usd", "amount_usd"];

    public static Bill Read(string text)
    {
        var rows = Rows(text).ToList();
        if (rows.Count == 0)
        {
            throw new FormatException("It is empty.");
        }

        var columns = rows[0].Select((name, at) => (Name: name.Trim().TrimStart('\uFEFF'), At: at)).GroupBy(column => column.Name).ToDictionary(column => column.Key, column => column.First().At);
        if (Among(columns, _days) is null || (Among(columns, _inputs) is null && Among(columns, _costs) is null))
        {
            throw new FormatException($"It needs a column for the day ({string.Join(", ", _days)}) and one for tokens or money ({string.Join(", ", _inputs.Concat(_costs))}).");
        }

        return new(columns.ContainsKey("usage_date_utc") ? "Anthropic console" : "CSV", [.. rows.Skip(1).Where(row => row.Exists(cell => cell.Length > 0)).Select(row => Line(columns, row))]);
    }

    static BillLine Line(Dictionary<string, int> columns, List<string> row)
    {
        string? Cell(params string[] names) => Among(columns, names) is { } at && at < row.Count && row[at].Length > 0 ? row[at] : null;
        long Count(string[] names) => Cell(names) is { } count ? long.Parse(count, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : 0;

        return new()
        {
            RequestId = Cell("request_id"),
            Day = DateOnly.FromDateTime(DateTimeOffset.Parse(Cell(_days) ?? "", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal).UtcDateTime),
            Model = Cell(_models),
            Usage = Among(columns, _inputs) is null ? null : new()
            {
                Input = Count(_inputs),
                CacheRead = Count(_reads),
                CacheWrite5m = Count(_writes5m),
                CacheWrite1h = Count(_writes1h),
                Output = Count(_outputs),
            },
            Cost = Cell(_costs) is { } cost ? Amount.Read(cost) ?? throw new FormatException($"{cost} is no amount.") : null,
        };
    }

    static int? Among(Dictionary<string, int> columns, string[] names) => names.Where(columns.ContainsKey).Select(name => (int?)columns[name]).FirstOrDefault();

    static IEnumerable<List<string>> Rows(string text)
    {
        List<string> row = [];
        StringBuilder cell = new();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var (letter, next) = (text[i], i + 1 < text.Length ? text[i + 1] : '\0');
            switch (letter)
            {
                case '"' when isQuoted && next == '"':
                    cell.Append('"');
                    i++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ',' when !isQuoted:
                    row.Add(cell.ToString());
                    cell.Clear();
                    break;
                case '\r' when !isQuoted:
                    break;
                case '\n' when !isQuoted:
                    row.Add(cell.ToString());
                    cell.Clear();
                    yield return row;
                    row = [];
                    break;
                default:
                    cell.Append(letter);
                    break;
            }
        }

        if (cell.Length > 0 || row.Count > 0)
        {
            row.Add(cell.ToString());
            yield return row;
        }
    }
}
