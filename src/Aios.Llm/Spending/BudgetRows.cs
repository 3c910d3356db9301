using System.Data.Common;
using Aios.Llm.Storage;

namespace Aios.Llm.Spending;

/// <summary>Budgets and what their periods have seen, as rows. Each is looked at before it is believed.</summary>
sealed class BudgetRows(Func<string, StorageException> damage)
{
    const string Columns = "scope, span, most, soft, period, seal";

    public IReadOnlyList<Row> All(Session session) => session.All($"select {Columns} from budget order by scope, span", Read);

    public Row? Find(Session session, Scope scope, BudgetWindow window) =>
        session.First($"select {Columns} from budget where scope = $1 and span = $2", Read, scope.Name, Word(window));

    /// <summary>In the order in which they are locked: the widest scope first.</summary>
    public IEnumerable<Row> Of(Session session, Spender spender)
    {
        if (session.Number("select 1 from budget limit 1") is null)
        {
            yield break;
        }

        foreach (var scope in spender.Scopes)
        {
            foreach (var row in session.All($"select {Columns} from budget where scope = $1 order by span", Read, scope.Name))
            {
                yield return row;
            }
        }
    }

    public BudgetStanding StandingAt(Session session, Row row, DateTimeOffset now)
    {
        var period = Period.Later(row.Period, Period.Of(row.Budget.Window, now));
        var use = UseOf(session, row, period);
        return new(row.Budget, period, new(use.Spent), new(use.Reserved));
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

    /// <summary>Moves the budget to its present period, which is never an earlier one.</summary>
    public static string Turn(Session session, Row row, DateTimeOffset at)
    {
        var period = Period.Later(row.Period, Period.Of(row.Budget.Window, at));
        if (period != row.Period)
        {
            Set(session, row.Budget, period);
        }

        return period;
    }

    /// <summary>What a period has seen; nothing when it is new.</summary>
    public Use UseOf(Session session, Row row, string period) => UseOf(session, row.Budget.Scope.Name, Word(row.Budget.Window), period);

    public Use UseOf(Session session, string scope, string span, string period) =>
        session.First(
            "select spent, reserved, told, seal from budget_use where scope = $1 and span = $2 and period = $3",
            row => row.GetInt64(3) == Seal.Of(scope, span, period, row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))
                ? new Use(scope, span, period, row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))
                : throw damage($"what was spent of the budget of {scope} cannot be believed."),
            scope, span, period)
        ?? new(scope, span, period, 0, 0, 0);

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

    Row Read(DbDataReader row)
    {
        var (scope, span, most, soft, period) = (row.GetString(0), row.GetString(1), row.GetInt64(2), row.LongOrNull(3), row.GetString(4));
        return row.GetInt64(5) == Seal.Of(scope, span, most, soft, period) && Window(span) is { } window
            ? new(new() { Scope = new(scope), Window = window, Limit = new(most), Soft = soft is null ? null : new(soft.Value) }, period)
            : throw damage($"the budget of {scope} cannot be believed.");
    }

    /// <param name="Period">The one that it is in, for as long as nobody moves it on.</param>
    public sealed record Row(Budget Budget, string Period);

    /// <param name="Told">The marks that were told of, a bit for each.</param>
    public sealed record Use(string Scope, string Span, string Period, long Spent, long Reserved, long Told);
}
