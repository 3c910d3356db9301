using Aios.Llm.Models;
using Aios.Llm.Spending;
using Aios.Workshop.Offline;
using Aios.Workshop.Running;

namespace Aios.Postgres;

/// <summary>What has to hold when many processes write at once, each over a connection of its own.</summary>
sealed class Concurrency(IReadOnlyList<PostgresDatabase> databases)
{
    const int Names = 50;
    const int Each = 50;

    static readonly Spender _someone = new() { Run = "run", Specialist = "qa" };

    /// <summary>Of all who ask under a name one is let through, and of all who settle its attempt one is believed.</summary>
    public async Task<string> NamesAsync()
    {
        var ledgers = await OpenAsync();
        await ledgers[0].SetAsync(new() { Scope = Scope.Run("run"), Limit = new(long.MaxValue / 2) }, CancellationToken.None);
        var settled = 0;
        for (var number = 0; number < Names; number++)
        {
            var name = $"task#{number}";
            var claims = await Task.WhenAll(ledgers.Select(ledger => ClaimAsync(ledger, name)));
            var claimed = claims.OfType<Reservation>().ToList();
            Proof.That(claimed.Count == 1, $"{claimed.Count} of {ledgers.Count} were let through under the name {name}");
            await Task.WhenAll(ledgers.Select((ledger, at) => ledger.SettleAsync(claimed[0], Settled(1 + at) with { Answer = new(KeptText.Plain, $"{1 + at}") })));
            var call = new CallJournal(databases[0]).Find("run", name);
            Proof.That(call is { Answer: { } answer, Attempts: [{ Settlement.Cost: { } cost }] } && answer.Text == $"{cost.NanoDollars}", $"the answer under {name} is not the one that was paid for");
            settled++;
        }

        var standing = ledgers[0].Budgets().Single();
        var entries = ledgers[0].Entries(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        Proof.That(entries.Count == Names && standing.Spent.NanoDollars == entries.Sum(entry => entry.Counted.NanoDollars) && standing.Reserved == Money.Zero, $"{standing} is not the sum of {entries.Count} attempts");
        return $"{settled} names, each asked for by {ledgers.Count} at once: one claim and one answer each, paid for once; {Repeated}";
    }

    /// <summary>Never is more spent and set aside than any of three budgets allows.</summary>
    public async Task<string> BudgetsAsync()
    {
        var ledgers = await OpenAsync();
        foreach (var (scope, limit) in ((Scope, long)[])[(Scope.Installation, 1000), (Scope.Run("run"), 900), (Scope.Run("run", "qa"), 800)])
        {
            await ledgers[0].SetAsync(new() { Scope = scope, Limit = new(limit) }, CancellationToken.None);
        }

        using CancellationTokenSource over = new();
        var watching = Task.Run(() => WatchAsync(ledgers[0], over.Token));
        var spent = await Task.WhenAll(ledgers.Select((ledger, seed) => Task.Run(() => SpendAsync(ledger, new Random(seed)))));
        await over.CancelAsync();
        var looks = await watching;

        var entries = ledgers[0].Entries(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        foreach (var standing in ledgers[0].Budgets())
        {
            Proof.That(standing.Spent.NanoDollars == entries.Sum(entry => entry.Counted.NanoDollars) && standing.Reserved == Money.Zero, $"{standing} is not the sum of its attempts");
        }

        var tightest = ledgers[0].Budgets().Min(standing => standing.Left.NanoDollars);
        Proof.That(tightest < 10, $"{tightest} are left, though more was wanted");
        return $"{ledgers.Count * Each} reservations over {ledgers.Count} connections, {spent.Sum()} had room, {ledgers.Count * Each - spent.Sum()} were refused: no budget passed in {looks} looks, 3 budgets = the sum of {entries.Count} attempts; {Repeated}";
    }

    /// <summary>A run has one owner; what a former one still wants to write is refused.</summary>
    public async Task<string> OwnersAsync()
    {
        var journals = databases.Select(database => new RunJournal(database, TimeProvider.System)).ToList();
        RunOrder order = new() { Workflow = "web-app", Brief = new("todo", "A todo has a title."), Output = "/nowhere", Pace = Pace.Unlimited, Prompts = "test" };
        var owner = await journals[0].BeginAsync("run", order, "test", CancellationToken.None);
        var written = 0;
        for (var at = 1; at < databases.Count; at++)
        {
            RunLog log = new(TimeProvider.System, owner.Past);
            owner.Follow(log);
            for (var number = 0; number < Each; number++)
            {
                log.Add(new RunEvent.CheckStarted($"check {number}", "by its owner"));
            }

            await owner.FlushAsync();
            written += Each;
            Proof.That((await Task.WhenAll(journals.Skip(at).Select(journal => journal.TakeAsync("run", CancellationToken.None)))).All(taken => taken is null), "a run was taken from a living owner");
            await databases[at - 1].LeaveAsync();
            var taken = await Task.WhenAll(journals.Skip(at).Take(1).Concat(journals.Skip(at).Take(1)).Select(journal => journal.TakeAsync("run", CancellationToken.None)));
            log.Add(new RunEvent.CheckStarted("late", "by who was its owner"));
            Proof.That(await IsLostAsync(owner), "an event of a former owner was written");
            owner = taken[^1] ?? throw new ProofException("nobody could take a run whose owner has gone");
        }

        var events = journals[0].Events("run");
        Proof.That(events.Select(each => each.Number).SequenceEqual(Enumerable.Range(1, written).Select(number => (long)number)), $"the {written} events are {events.Count}, or have gaps");
        Proof.That(events.All(each => each.Happened is RunEvent.CheckStarted { Title: "by its owner" }), "there is an event of a former owner");
        return $"{databases.Count} owners one after the other, {written} events without a gap, none of a former owner";
    }

    string Repeated => $"{databases.Sum(database => database.Repeated)} transactions done once more";

    async Task<IReadOnlyList<SqliteLedger>> OpenAsync() => await Task.WhenAll(databases.Select(database => SqliteLedger.OpenAsync(database, TimeProvider.System, null, CancellationToken.None)));

    static async Task<Reservation?> ClaimAsync(SqliteLedger ledger, string name)
    {
        try
        {
            return await Task.Run(() => ledger.ReserveAsync(Intent(100) with { Name = name }, CancellationToken.None));
        }
        catch (InvalidOperationException)
        {
            return null; // somebody else asks
        }
    }

    /// <returns>How many had room.</returns>
    static async Task<int> SpendAsync(SqliteLedger ledger, Random random)
    {
        var had = 0;
        for (var number = 0; number < Each; number++)
        {
            try
            {
                var reservation = await ledger.ReserveAsync(Intent(10), CancellationToken.None);
                await ledger.SettleAsync(reservation, Settled(random.Next(4) == 0 ? null : random.Next(10)));
                had++;
            }
            catch (BudgetExceededException)
            {
                // There is no room.
            }
        }

        return had;
    }

    static async Task<int> WatchAsync(SqliteLedger ledger, CancellationToken cancellationToken)
    {
        var looks = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            Proof.That(!ledger.Budgets().Any(standing => standing.IsExceeded), "a budget was passed");
            looks++;
            await Task.Yield();
        }

        return looks;
    }

    static async Task<bool> IsLostAsync(OwnedRun run)
    {
        try
        {
            await run.FlushAsync();
            return false;
        }
        catch (RunLostException)
        {
            return true;
        }
    }

    static Intent Intent(long worst) => new()
    {
        Call = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
        Attempt = 1,
        Spender = _someone,
        Provider = "vendor",
        Endpoint = "default",
        Model = "model",
        Kind = "kind",
        Worst = new Money(worst),
        At = TimeProvider.System.GetUtcNow(),
    };

    static Settlement Settled(long? cost) => new()
    {
        Outcome = Settlement.Answered,
        Usage = new Usage { Input = 1, Output = 1 },
        Cost = cost is { } nanos ? new Money(nanos) : null,
        Took = TimeSpan.Zero,
        At = TimeProvider.System.GetUtcNow(),
    };
}
