using System.Data.Common;
using Aios.Llm.Storage;

namespace Aios.Llm.Spending;

/// <summary>Budgets and what their periods have seen, as rows. Each is looked at before it is believed.</summary>
sealed class BudgetRows(Func<string, StorageException> damage)
{
    const string Select =
        """
        select b.scope, b.span, b.most, b.soft, b.period, b.seal, u.spent, u.reserved, u.told, u.seal
        from budget b left join budget_use u on u.scope = b.scope and u.span = b.span and u.period = b.period
        """;

    // The widest scopes have the fewest names; by how many a spender has. Always in one order: no two transactions wait for each other, and of several that refuse it is always the same.
    static readonly string[] _ofScopes = [.. Enumerable.Range(0, 8).Select(count => $"{Select} where b.scope in ({string.Join(", ", Enumerable.Range(1, count).Select(i => $"${i}"))}) order by b.scope, b.span")];

    public IReadOnlyList<Row> All(Session session) => session.All($"{Select} order by b.scope, b.span", Read);

    public Row? Find(Session session, Scope scope, BudgetWindow window) =>
        session.First($"{Select} where b.scope = $1 and b.span = $2", Read, scope.Name, Word(window));

    public IReadOnlyList<Row> Of(Session session, Spender spender) =>
        session.All(_ofScopes[spender.Scopes.Count], Read, [.. spender.Scopes.Select(scope => scope.Name)]);

    /// <summary>What an attempt counts in, and the budget that it is of; the budget may have moved on to a later period.</summary>
    public IReadOnlyList<(Use Use, Budget? Present)> Held(Session session, string attempt) => session.All(
        """
        select b.scope, b.span, b.most, b.soft, b.period, b.seal, u.spent, u.reserved, u.told, u.seal, h.period
        from hold h
        join budget b on b.scope = h.scope and b.span = h.span
        left join budget_use u on u.scope = h.scope and u.span = h.span and u.period = h.period
        where h.attempt = $1
        order by b.scope, b.span
        """,
        row =>
        {
            var (budget, present, period) = (BudgetOf(row), row.GetString(4), row.GetString(10));
            return (UseOf(row, period), present == period ? budget : null);
        },
        attempt);

    public static BudgetStanding StandingAt(Row row, DateTimeOffset now)
    {
        var period = Period.Later(row.Use.Period, Period.Of(row.Budget.Window, now));
        return period == row.Use.Period ? Standing(row.Budget, row.Use) : new(row.Budget, period, Money.Zero, Money.Zero);
    }

    public static BudgetStanding Standing(Budget budget, Use use) => new(budget, use.Period, new(use.Spent), new(use.Reserved));

    /// <summary>What the present period has seen, after the budget was moved on to it; it is never an earlier one.</summary>
    public static Use Turn(Session session, Row row, DateTimeOffset at)
    {
        var period = Period.Later(row.Use.Period, Period.Of(row.Budget.Window, at));
        if (period == row.Use.Period)
        {
            return row.Use;
        }

        Set(session, row.Budget, period);
        return new(row.Use.Scope, row.Use.Span, period, 0, 0, 0);
    }

    public static void Set(Session session, Budget budget, string period)
    {
        var (scope, span) = (budget.Scope.Name, Word(budget.Window));
        session.Run(
            "insert into budget (scope, span, most, soft, period, seal) values ($1, $2, $3, $4, $5, $6) "
            + "on conflict (scope, span) do update set most = excluded.most, soft = excluded.soft, period = excluded.period, seal = excluded.seal",
            scope, span, budget.Limit.NanoDollars, budget.Soft?.NanoDollars, period,
            Seal.Of(scope, span, budget.Limit.NanoDollars, budget.Soft?.NanoDollars, period));
    }

    public static void Remove(Session session, Scope scope, BudgetWindow window)
    {
        foreach (var table in (string[])["hold", "budget_use", "budget"])
        {
            session.Run($"delete from {table} where scope = $1 and span = $2", scope.Name, Word(window));
        }
    }

    public static void Save(Session session, Use use) => session.Run(
        "insert into budget_use (scope, span, period, spent, reserved, told, seal) values ($1, $2, $3, $4, $5, $6, $7) "
        + "on conflict (scope, span, period) do update set spent = excluded.spent, reserved = excluded.reserved, told = excluded.told, seal = excluded.seal",
        use.Scope, use.Span, use.Period, use.Spent, use.Reserved, use.Told,
        Seal.Of(use.Scope, use.Span, use.Period, use.Spent, use.Reserved, use.Told));

    public static string Word(BudgetWindow window) => window switch
    {
        BudgetWindow.Lifetime => "lifetime",
        BudgetWindow.Month => "month",
        BudgetWindow.Day => "day",
        _ => throw new ArgumentOutOfRangeException(nameof(window), window, "A window without a word."),
    };

    public static BudgetWindow? Window(string word) => word switch
    {
        "lifetime" => BudgetWindow.Lifetime,
        "month" => BudgetWindow.Month,
        "day" => BudgetWindow.Day,
        _ => null,
    };

    Row Read(DbDataReader row) => new(BudgetOf(row), UseOf(row, row.GetString(4)));

    Budget BudgetOf(DbDataReader row)
    {
        var (scope, span, most, soft, period) = (row.GetString(0), row.GetString(1), row.GetInt64(2), row.LongOrNull(3), row.GetString(4));
        return row.GetInt64(5) == Seal.Of(scope, span, most, soft, period) && Window(span) is { } window
            ? new() { Scope = new(scope), Window = window, Limit = new(most), Soft = soft is null ? null : new(soft.Value) }
            : throw damage($"the budget of {scope} cannot be believed.");
    }

    Use UseOf(DbDataReader row, string period)
    {
        var (scope, span) = (row.GetString(0), row.GetString(1));
        if (row.IsDBNull(9))
        {
            throw damage($"what was spent of the budget of {scope} is missing.");
        }

        var (spent, reserved, told) = (row.GetInt64(6), row.GetInt64(7), row.GetInt64(8));
        return row.GetInt64(9) == Seal.Of(scope, span, period, spent, reserved, told)
            ? new(scope, span, period, spent, reserved, told)
            : throw damage($"what was spent of the budget of {scope} cannot be believed.");
    }

    /// <summary>A budget, and what its period has seen.</summary>
    public sealed record Row(Budget Budget, Use Use);

    /// <param name="Told">The marks that were told of, a bit for each.</param>
    public sealed record Use(string Scope, string Span, string Period, long Spent, long Reserved, long Told);
}
