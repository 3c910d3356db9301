using System.Collections.Frozen;
using System.Globalization;
using Aios.Llm.Caching;
using Aios.Llm.Spending;

namespace Aios.Cli.Spending;

/// <summary>By what spending is summed up.</summary>
static class Grouping
{
    /// <summary>By their names on the command line.</summary>
    public static FrozenDictionary<string, Func<Spent, string>> All { get; } = new Dictionary<string, Func<Spent, string>>
    {
        ["day"] = spent => spent.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["month"] = spent => spent.At.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        ["run"] = spent => spent.Spender.Run ?? "-",
        ["specialist"] = spent => spent.Spender.Specialist ?? "-",
        ["model"] = spent => $"{spent.Provider}/{spent.Model}",
        ["provider"] = spent => spent.Provider,
        ["kind"] = spent => spent.Kind,
        ["tenant"] = spent => spent.Spender.Tenant ?? "-",
        ["key"] = spent => spent.Spender.Key ?? "-",
    }.ToFrozenDictionary();
}

/// <summary>What spending is told apart by.</summary>
readonly record struct Spent(DateTimeOffset At, Spender Spender, string Provider, string Model, string Kind)
{
    public static Spent Of(Intent intent) => new(intent.At, intent.Spender, intent.Provider, intent.Model, intent.Kind);

    public static Spent Of(ReusedAnswer reused) => new(reused.At, reused.Spender, reused.Provider, reused.Model, reused.Kind);
}
