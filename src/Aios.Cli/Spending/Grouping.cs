using System.Collections.Frozen;
using System.Globalization;
using Aios.Llm.Spending;

namespace Aios.Cli.Spending;

/// <summary>By what spending is summed up.</summary>
static class Grouping
{
    /// <summary>By their names on the command line.</summary>
    public static FrozenDictionary<string, Func<Intent, string>> All { get; } = new Dictionary<string, Func<Intent, string>>
    {
        ["day"] = intent => intent.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["month"] = intent => intent.At.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        ["run"] = intent => intent.Spender.Run ?? "-",
        ["specialist"] = intent => intent.Spender.Specialist ?? "-",
        ["model"] = intent => $"{intent.Provider}/{intent.Model}",
        ["provider"] = intent => intent.Provider,
        ["kind"] = intent => intent.Kind,
        ["tenant"] = intent => intent.Spender.Tenant ?? "-",
        ["key"] = intent => intent.Spender.Key ?? "-",
    }.ToFrozenDictionary();
}
