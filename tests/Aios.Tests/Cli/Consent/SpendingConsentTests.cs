using Aios.Cli.Building;
using Aios.Cli.Consent;
using Aios.Cli.Display;
using Aios.Llm.Routing.Planning;
using Aios.Llm.Spending;
using Aios.Tests.Cli.Configuration;
using Aios.Workshop.Offline;
using Aios.Workshop.Running;
using Xunit;

namespace Aios.Tests.Cli.Consent;

public sealed class SpendingConsentTests : IDisposable
{
    static readonly RunOrder _order = new() { Workflow = "web-app", Brief = new("todo", "A **todo** has a title (required)."), Output = "/nowhere", Pace = Pace.Unlimited, Prompts = "test" };

    readonly World _world = new World()
        .User("""{"models":[{"provider":"anthropic","id":"dear-1","context_window":200000,"max_output":8000,"prices":[{"input":3,"output":15}]},{"provider":"anthropic","id":"free-1","prices":[{"input":0,"cache_read":0,"cache_write_5m":0,"cache_write_1h":0,"output":0}]}]}""")
        .Set("ANTHROPIC_API_KEY", "sk-canary-0123456789");

    readonly StringWriter _shown = new();
    readonly MemoryLedger _ledger = new(TimeProvider.System, alerted: null);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _world.Dispose();
        _shown.Dispose();
    }

    [Fact]
    public async Task Whoever_is_there_is_shown_what_it_may_come_to_and_no_is_no()
    {
        var refused = await Assert.ThrowsAsync<BudgetExceededException>(() => AskAsync(new() { Brief = _order.Brief }, run: null));

        Assert.Matches(@"^This will likely cost \$[0-9.]+, at worst \$[0-9.]+ \(repairs not counted\), and nothing limits it \(--max-cost would\)\.\n", _shown.ToString());
        Assert.Equal("It was not agreed to. Nobody was asked, and nothing is left of it.", refused.Message);
        Assert.Contains("--max-cost", refused.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_run_that_is_there_something_is_left_and_only_options_that_there_are_are_named()
    {
        var refused = await Assert.ThrowsAsync<BudgetExceededException>(() => AskAsync(new() { Brief = _order.Brief }, run: "r1", hasOptions: false));

        Assert.Equal("It was not agreed to. Nobody was asked, and run r1 is as it was.", refused.Message);
        Assert.DoesNotContain("--", refused.Hint + _shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_open_nobody_is_asked()
    {
        await AskAsync(work: null, run: "r1");

        Assert.Empty(_shown.ToString());
    }

    [Fact]
    public async Task Repairs_and_tasks_that_the_generator_would_not_have_nobody_can_tell()
    {
        await Assert.ThrowsAsync<BudgetExceededException>(() => AskAsync(new() { Brief = _order.Brief, IsForeseen = false }, run: "r1"));
        await Assert.ThrowsAsync<BudgetExceededException>(() => AskAsync(new() { Brief = _order.Brief, Planned = 1_000 }, run: "r1"));
        await Assert.ThrowsAsync<BudgetExceededException>(() => AskAsync(new() { Brief = _order.Brief, IsForeseen = false }, run: "r1", maxCost: Money.Of(1_000)));

        Assert.Equal(3, _shown.ToString().Split("What this will cost nobody can say beforehand, ").Length - 1);
    }

    [Theory]
    [InlineData("A **todo** has a title (required).")]
    [InlineData("Make something nice.")] // which the generator does not understand
    public async Task What_costs_nothing_is_never_asked_about(string brief)
    {
        await AskAsync(new() { Brief = new("todo", brief) }, run: null, model: "anthropic/free-1");
        await AskAsync(new() { Brief = new("todo", brief), IsForeseen = false }, run: null, model: "offline");

        Assert.Empty(_shown.ToString());
    }

    [Fact]
    public async Task Nothing_is_free_that_one_specialist_has_to_pay_for()
    {
        await Assert.ThrowsAsync<BudgetExceededException>(() => AskAsync(new() { Brief = _order.Brief, IsForeseen = false }, run: "r1", model: "anthropic/free-1,qa=anthropic/dear-1"));
    }

    async Task AskAsync(OpenWork? work, string? run, bool hasOptions = true, string model = "anthropic/dear-1", Money? maxCost = null)
    {
        Output output = new() { Data = TextWriter.Null, Progress = TextWriter.Null, IsLive = false, Colour = false, Dialogue = new(() => "n", _shown) };
        using var crew = await Crew.GatherAsync(
            _world.Read(model), Pace.Unlimited, (candidates, rules) => new Planner(candidates, rules, TimeProvider.System, new Random(1)), output, TimeProvider.System, Token);
        await new SpendingConsent(output, _ledger, hasOptions, TimeProvider.System).AskAsync(work, _order with { MaxCost = maxCost }, run, Money.Zero, crew, Token);
    }
}
