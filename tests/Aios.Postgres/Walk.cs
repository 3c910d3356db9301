using Aios.Llm.Caching;
using Aios.Llm.Models;
using Aios.Llm.Routing.Learning;
using Aios.Llm.Spending;
using Aios.Llm.Storage;
using Aios.Workshop.Offline;
using Aios.Workshop.Running;
using Microsoft.Extensions.Time.Testing;

namespace Aios.Postgres;

/// <summary>Everything that the stores can do, done once, in one order: what they say of it is the same wherever it is kept.</summary>
sealed class Walk(IDatabase database, FakeTimeProvider clock)
{
    static readonly Spender _someone = new() { Tenant = "tenant", Key = "key", Run = "run", Specialist = "qa" };

    readonly List<string> _said = [];

    /// <returns>What they said.</returns>
    public async Task<IReadOnlyList<string>> WalkAsync()
    {
        await MoneyAsync();
        await CallsAsync();
        await AnswersAsync();
        await LessonsAsync();
        await RunsAsync();
        return _said;
    }

    async Task MoneyAsync()
    {
        await using var ledger = await SqliteLedger.OpenAsync(database, clock, alert => Say($"alert {alert}"), CancellationToken.None);
        var early = await ledger.ReserveAsync(Intent(100), CancellationToken.None);
        foreach (var (scope, window) in _someone.Scopes.Select((scope, at) => (scope, (BudgetWindow)(at % 3))))
        {
            await ledger.SetAsync(new() { Scope = scope, Window = window, Limit = new(1000), Soft = new(500) }, CancellationToken.None);
        }

        var paid = await ledger.ReserveAsync(Intent(200), CancellationToken.None);
        var unknown = await ledger.ReserveAsync(Intent(300), CancellationToken.None);
        Say($"left {ledger.AllowanceOf(_someone)}");
        await SayOfAsync("too much", ledger.ReserveAsync(Intent(500), CancellationToken.None));
        await SayOfAsync("unknown", ledger.ReserveAsync(Intent(null), CancellationToken.None));
        await ledger.SettleAsync(paid, Settled(150));
        await ledger.SettleAsync(paid, Settled(999)); // a second time, of no effect
        await ledger.SettleAsync(unknown, Settled(null));
        await ledger.SettleAsync(early, Settled(90));
        Say($"resolved {await ledger.ResolveAsync(unknown.Id, new(250), CancellationToken.None)} {await ledger.ResolveAsync(unknown.Id, new(1), CancellationToken.None)}");
        Budgets(ledger);

        clock.Advance(TimeSpan.FromDays(40)); // other days and months
        var later = await ledger.ReserveAsync(Intent(10), CancellationToken.None);
        Budgets(ledger);
        await ledger.SettleAsync(later, new() { Outcome = "unknown", Usage = Usage.None, Cost = null, Took = TimeSpan.Zero, At = clock.GetUtcNow() }); // it was given up for lost
        await ledger.SettleAsync(later, Settled(7)); // and has come back
        await database.WriteAsync(session => session.Run("insert into owner (id, began, commits) values ($1, $2, 1)", "another", 0L), CancellationToken.None);
        await ledger.ReserveAsync(Intent(20), CancellationToken.None);
        await database.WriteAsync(session => session.Run("update attempt set owner = $1 where ended is null", "another"), CancellationToken.None);
        await database.WriteAsync(session => session.Run("update owner set ended = $2 where id = $1 and ended is null", "another", 1L), CancellationToken.None);
        Say($"recovered {await ledger.RecoverAsync(CancellationToken.None)}");
        Say($"unknown {string.Join(", ", ledger.OfUnknownCost().Select(entry => entry.Counted))}");
        Say($"past {string.Join(", ", ledger.Past(DateTimeOffset.UnixEpoch, 3).Select(past => $"{past.Began:O} {past.Outcome} {past.Output} {past.Took} {past.FirstPiece}"))}");
        foreach (var entry in ledger.Entries(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue))
        {
            Say($"entry {entry.Reservation.Intent with { Call = Guid.Empty }} {entry.Reservation.Amount} {entry.Settlement}");
        }

        Say($"spent {new RunLedger(database).SpendingOf("run")} {new RunLedger(database).SpendingOf("nobody's")} {new RunLedger(database).Entries("run").Count}");
        Say($"removed {await ledger.RemoveAsync(Scope.Installation, BudgetWindow.Lifetime, CancellationToken.None)} {await ledger.RemoveAsync(Scope.Installation, BudgetWindow.Lifetime, CancellationToken.None)}");
        Budgets(ledger);
        ledger.History().ToList().ForEach(happened => Say($"event {happened}"));
    }

    async Task CallsAsync()
    {
        await using var ledger = await SqliteLedger.OpenAsync(database, clock, null, CancellationToken.None);
        CallJournal journal = new(database);
        Say($"nobody {journal.Find("run", "nobody's")}");
        var named = Intent(1) with { Name = "task#1" };
        var first = await ledger.ReserveAsync(named, CancellationToken.None);
        await journal.AddAsync(first.Id, 0, "It is ", CancellationToken.None);
        await journal.AddAsync(first.Id, 1, "cut, “Ünïcode” 🙂.", CancellationToken.None);
        Say($"writing {string.Join(", ", journal.Writing("run"))}");
        await SayOfAsync("claimed", ledger.ReserveAsync(named with { Call = Guid.CreateVersion7(clock.GetUtcNow()) }, CancellationToken.None));
        await ledger.SettleAsync(first, Settled(null) with { Outcome = "truncated" });
        Call(journal, "task#1");
        var second = await ledger.ReserveAsync(named with { Attempt = 2 }, CancellationToken.None);
        await ledger.SettleAsync(second, Settled(1) with { Answer = new(KeptText.Plain, "All of it.") });
        Call(journal, "task#1");
        await SayOfAsync("answered", ledger.ReserveAsync(named with { Attempt = 3 }, CancellationToken.None));
        await journal.AdoptAsync("run", "task#2", Guid.CreateVersion7(clock.GetUtcNow()), "vendor", "model", new(KeptText.Plain, "Again."), CancellationToken.None);
        Call(journal, "task#2");
        Say($"names {string.Join(", ", journal.Names("run").Order(StringComparer.Ordinal))}");
    }

    async Task AnswersAsync()
    {
        AnswerCache cache = new(database);
        KeptAnswer answer = new()
        {
            Key = "key",
            Provider = "vendor",
            Model = "model",
            Kind = "kind",
            Call = Guid.CreateVersion7(clock.GetUtcNow()),
            Cost = new(5),
            At = clock.GetUtcNow(),
            Serves = false,
            Body = "{}",
        };
        await cache.KeepAsync(answer, CancellationToken.None);
        await cache.KeepAsync(answer with { Cost = new(6) }, CancellationToken.None);
        Say($"kept {cache.Find("key", [("vendor", "model")])}");
        await cache.JudgeAsync(answer.Call, passed: true, CancellationToken.None);
        await cache.KeepAsync(answer with { Cost = new(7) }, CancellationToken.None); // what may be given already stays
        Say($"given {cache.Find("key", [("other", "model"), ("vendor", "model")])?.Cost}");
        await cache.BookAsync(answer, Guid.CreateVersion7(clock.GetUtcNow()), _someone, "task", clock.GetUtcNow(), CancellationToken.None);
        Say($"standings {string.Join(", ", cache.Standings())}");
        Say($"reused {string.Join(", ", cache.Reused(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue).Select(each => each with { Call = Guid.Empty }))}");
        await cache.KeepAsync(answer with { Key = "other", Model = "other", Call = Guid.CreateVersion7(clock.GetUtcNow()) }, CancellationToken.None);
        await cache.JudgeAsync(answer.Call, passed: false, CancellationToken.None);
        Say($"cleared {await cache.ClearAsync("none", null, CancellationToken.None)} {await cache.ClearAsync(null, clock.GetUtcNow(), CancellationToken.None)} {await cache.ClearAsync(null, null, CancellationToken.None)}");
    }

    async Task LessonsAsync()
    {
        LessonBook book = new(database);
        await book.KeepAsync(new Lesson.Answered("kind", "vendor/model", clock.GetUtcNow(), 100, TimeSpan.FromMilliseconds(1234.5)), CancellationToken.None);
        await book.KeepAsync(new Lesson.Checked("kind", "vendor/model", clock.GetUtcNow(), passed: false), CancellationToken.None);
        await book.KeepAsync(
            new Lesson.Checked("kind", "vendor/model", clock.GetUtcNow().AddSeconds(1), passed: true) { Complexity = 3, Arm = new("trial", "one"), Dollars = 0.1, Seconds = 2.5 }, CancellationToken.None);
        Say($"lessons {string.Join(", ", book.Recent(clock.GetUtcNow()).Select(lesson => $"{lesson}").Order(StringComparer.Ordinal))}");
        Say($"experiments {string.Join(", ", book.OfExperiments())}");
    }

    async Task RunsAsync()
    {
        RunJournal journal = new(database, clock);
        RunOrder order = new() { Workflow = "web-app", Brief = new("todo", "A todo has a title."), Output = "/nowhere", Pace = Pace.Unlimited, Prompts = "test" };
        using (var run = await journal.BeginAsync("run", order, "test", CancellationToken.None))
        {
            RunLog log = new(clock, run.Past);
            run.Follow(log);
            log.Add(new RunEvent.RunStarted("run", "web-app", "todo", ["cto"]));
            log.Add(new RunEvent.CheckStarted("check", "A “check”"));
            log.Add(new RunEvent.RunFinished(RunStatus.Stopped, "Interrupted.", Output: null));
            await run.FlushAsync();
            await journal.WishAsync("run", new Wish.Halt(), CancellationToken.None);
            Say($"wishes {(await journal.TakeWishesAsync("run", CancellationToken.None)).Count} {(await journal.TakeWishesAsync("run", CancellationToken.None)).Count}");
            await run.ReleaseAsync();
        }

        Say($"runs {string.Join(", ", journal.List().Select(Told))}");
        using (var again = await journal.TakeAsync("run", CancellationToken.None))
        {
            Say($"taken {again?.Past.Status} {again?.Past.Checking.Count}");
        }

        Say($"events {string.Join(", ", journal.Events("run", after: 1).Select(each => $"{each.Number} {each.At:O} {each.Happened}"))}");
        Say($"found {(journal.Find("run") is { } found ? Told(found) : "nothing")} {journal.Find("other")}");
        await journal.ForgetAsync("run", CancellationToken.None);
        Say($"forgotten {journal.List().Count}");

        static string Told(RunRecord run) => $"{run.Id} {run.Status} {run.Version} {run.Began:O} {run.Ended:O} {run.Order.Brief.Text}";
    }

    void Budgets(SqliteLedger ledger) => ledger.Budgets().ToList().ForEach(standing => Say($"budget {standing}"));

    void Call(CallJournal journal, string name)
    {
        var call = journal.Find("run", name);
        Say($"call {name} {call?.Answer} {call?.Provider} {call?.Model} “{call?.Partial}” {string.Join(", ", call?.Attempts.Select(attempt => attempt.Settlement?.Outcome) ?? [])}");
    }

    /// <summary>Each later than the one before: of the same moment their order is by chance.</summary>
    Intent Intent(long? worst)
    {
        clock.Advance(TimeSpan.FromMilliseconds(1));
        var now = clock.GetUtcNow();
        return new()
        {
            Call = Guid.CreateVersion7(now),
            Attempt = 1,
            Spender = _someone,
            Provider = "vendor",
            Endpoint = "default",
            Model = "model",
            Kind = "kind",
            Task = "task",
            Worst = worst is { } nanos ? new Money(nanos) : null,
            At = now,
            Plan = """{"policy":"test"}""",
        };
    }

    Settlement Settled(long? cost) => new()
    {
        Outcome = Settlement.Answered,
        Usage = new() { Input = 3, Output = 2 },
        Cost = cost is { } nanos ? new Money(nanos) : null,
        Took = TimeSpan.FromMilliseconds(5),
        FirstPiece = TimeSpan.FromMilliseconds(2),
        RequestId = "request",
        HttpStatus = 200,
        At = clock.GetUtcNow(),
    };

    async Task SayOfAsync<T>(string what, Task<T> attempt)
    {
        try
        {
            await attempt;
            Say($"{what}: done");
        }
        catch (Exception exception) when (exception is BudgetExceededException or InvalidOperationException)
        {
            Say($"{what}: {exception.GetType().Name} {exception.Message}");
        }
    }

    void Say(FormattableString what) => _said.Add(FormattableString.Invariant(what));
}
