using Aios.Llm.Models;
using Xunit;

namespace Aios.Tests.Llm.Models;

public sealed class ModelCatalogTests
{
    static readonly ModelCatalog _catalog = ModelCatalog.Shipped;

    static readonly DateTimeOffset _day = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("anthropic", "claude-sonnet-5-5", "claude-sonnet-5-5")]
    [InlineData("anthropic", "claude-haiku-4-5-20251001", "claude-haiku-4-5-20251001")]
    [InlineData("anthropic", "claude-3-5-sonnet-20240620", "claude-3-5-sonnet-20240620")]
    [InlineData("anthropic", "claude-3-5-sonnet", "claude-3-5-sonnet-20241022")]
    [InlineData("anthropic", "claude-3-5-sonnet-latest", "claude-3-5-sonnet-20241022")]
    [InlineData("anthropic", "claude-3-opus-latest", "claude-3-opus-20240229")]
    [InlineData("anthropic", "claude-3-haiku", "claude-3-haiku-20240307")]
    [InlineData("openai", "gpt-4o-2024-11-20", "gpt-4o-2024-11-20")]
    [InlineData("openai", "gpt-5.6", "gpt-5.6-sol")]
    [InlineData("openai", "gpt-3.5-turbo-0125", "gpt-3.5-turbo")]
    public void An_id_is_found_as_it_stands_without_its_date_or_by_an_alias(string provider, string id, string asked) =>
        Assert.Equal(asked, _catalog.Find(provider, id)?.Id);

    [Theory]
    [InlineData("anthropic", "claude-sonnet-5-5-preview")]
    [InlineData("anthropic", "claude-sonnet")]
    [InlineData("anthropic", "claude-sonnet-5-20261399")]
    [InlineData("anthropic", "claude-sonnet-5-latest")]
    [InlineData("anthropic", "claude-3-opus-20240229-20250101")]
    [InlineData("anthropic", "gpt-4o")]
    [InlineData("openai", "gpt-4o-mini-audio-preview")]
    [InlineData("openai", "gpt-4o-search-preview")]
    [InlineData("openai", "gpt-4-1106-preview")]
    [InlineData("openai", "gpt-3.5-turbo-16k")]
    [InlineData("openai", "GPT-4o")]
    [InlineData("openai", "-2024-05-13")]
    [InlineData("openai", "")]
    [InlineData("ollama", "llama3.2")]
    public void Nothing_is_found_by_how_an_id_begins(string provider, string id) => Assert.Null(_catalog.Find(provider, id));

    [Fact]
    public void Neighbours_keep_their_own_prices()
    {
        Assert.Equal((0.1m, 0.2m), (Rates("anthropic", "claude-sonnet-5-5").CacheRead, Rates("anthropic", "claude-sonnet-5").CacheRead));
        Assert.Equal((0.15m, 2.5m), (Rates("openai", "gpt-4o-mini").Input, Rates("openai", "gpt-4o").Input));
        Assert.Equal((5m, 2.5m), (Rates("openai", "gpt-4o-2024-05-13").Input, Rates("openai", "gpt-4o-2024-08-06").Input));
    }

    [Theory]
    [InlineData("gpt-5.6-sol", "2026-08-20T23:59:59Z", 5)]
    [InlineData("gpt-5.6-sol", "2026-08-21T00:00:00Z", 4)]
    [InlineData("gpt-5.6-luna", "2026-07-29T12:00:00Z", 1)]
    [InlineData("gpt-5.6-luna", "2026-07-30T12:00:00Z", 0.2)]
    [InlineData("gpt-5.6-terra", "2026-07-29T12:00:00Z", 2.5)]
    [InlineData("gpt-5.6-terra", "2026-07-30T12:00:00Z", 2)]
    public void A_price_that_was_cut_holds_until_the_day_before(string id, string instant, double input) => Assert.Equal(
        (decimal)input, _catalog.Find("openai", id)?.PriceAt(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture))?.Standard.Input);

    [Fact]
    public void Before_the_first_price_that_is_known_it_is_unknown() =>
        Assert.Null(_catalog.Find("openai", "o3")?.PriceAt(new(2025, 6, 9, 0, 0, 0, TimeSpan.Zero)));

    [Theory]
    [InlineData("anthropic", "claude-sonnet-5-5")]
    [InlineData("openai", "gpt-6-sol")]
    [InlineData("ollama", null)]
    public void A_provider_has_one_model_for_those_who_did_not_choose(string provider, string? id)
    {
        Assert.Equal(id, _catalog.DefaultOf(provider)?.Id);
        Assert.Equal(id is null ? 0 : 1, _catalog.All.Count(model => model.Provider == provider && model.IsDefault));
        Assert.NotEqual(true, _catalog.DefaultOf(provider)?.IsRetiredAt(_day));
    }

    [Theory]
    [InlineData("claude-sonet-4-5", "claude-sonnet-4-5")]
    [InlineData("gpt4o", "gpt-4o")]
    [InlineData("gpt-4o-minni", "gpt-4o-mini")]
    [InlineData("claude-3-5-sonet", "claude-3-5-sonnet-20241022")]
    [InlineData("Sonnet", "claude-sonnet-5-5")]
    public void Whoever_mistypes_an_id_is_told_the_nearest(string wrong, string nearest) =>
        Assert.Equal(nearest, _catalog.Nearest(wrong, 3)[0].Id);

    [Fact]
    public void Nothing_is_near_to_an_id_that_is_like_no_other()
    {
        Assert.Empty(_catalog.Nearest("there-is-no-such-model", 3));
        Assert.All(_catalog.Nearest("gpt-5", 4, "openai"), model => Assert.Equal("openai", model.Provider));
        Assert.Equal(4, _catalog.Nearest("gpt-5", 4, "openai").Count);
    }

    [Fact]
    public void What_a_provider_tells_of_an_unknown_model_has_no_price()
    {
        var model = _catalog.Complete("vllm", new() { Id = "gpt-4o", ContextWindow = 4096, MaxOutput = null });

        Assert.Equal(("vllm", "gpt-4o", 4096), (model.Provider, model.Id, model.ContextWindow));
        Assert.Empty(model.Prices);
        Assert.Null(model.PriceAt(_day));
    }

    [Fact]
    public void What_is_known_of_a_discovered_model_is_added_to_what_its_provider_says()
    {
        var model = _catalog.Complete("anthropic", new() { Id = "claude-opus-4-1-20250805", ContextWindow = 1, MaxOutput = 2 });

        Assert.Equal(("claude-opus-4-1-20250805", 200_000, 32_000), (model.Id, model.ContextWindow, model.MaxOutput));
        Assert.Equal(15, model.PriceAt(_day)?.Standard.Input);
    }

    [Fact]
    public void A_users_file_overrides_what_it_says_and_leaves_the_rest()
    {
        var catalog = _catalog.With(ModelFile.Parse("""
            { "models": [
              { "provider": "openai", "id": "gpt-4o", "default": true, "max_output": 100, "capabilities": { "images": false }, "prices": [{ "input": 1, "output": 2 }] },
              { "provider": "vllm", "id": "qwen3", "prices": [{ "input": 0, "cache_read": 0, "output": 0 }] }, // a comment, and a comma too many
            ] }
            """, "mine.json"));

        var known = catalog.Find("openai", "gpt-4o-2024-11-20");
        Assert.Equal((100, 128_000, false, true), (known?.MaxOutput, known?.ContextWindow, known?.Capabilities.Images, known?.Capabilities.Tools));
        Assert.Equal((1m, null), (known?.PriceAt(_day)?.Standard.Input, known?.PriceAt(_day)?.Standard.CacheRead));
        Assert.Equal(("gpt-4o", 0m), (catalog.DefaultOf("openai")?.Id, catalog.Find("vllm", "qwen3")?.PriceAt(_day)?.Standard.Output));
        Assert.Single(catalog.All, model => model.Provider == "openai" && model.IsDefault);
        Assert.Equal(_catalog.All.Count + 1, catalog.All.Count);
        Assert.Equal(2.5m, Rates("openai", "gpt-4o").Input);
    }

    [Fact]
    public void A_users_file_may_price_one_version_or_speak_of_a_model_by_its_alias()
    {
        var catalog = _catalog.With(ModelFile.Parse("""
            { "models": [
              { "provider": "openai", "id": "gpt-4o-2024-11-20", "prices": [{ "input": 7 }] },
              { "provider": "anthropic", "id": "claude-opus-4-0", "prices": [{ "input": 8 }] }
            ] }
            """, "mine.json"));

        Assert.Equal((7m, 2.5m), (Input("openai", "gpt-4o-2024-11-20"), Input("openai", "gpt-4o-2024-08-06")));
        Assert.Equal(128_000, catalog.Find("openai", "gpt-4o-2024-11-20")?.ContextWindow);
        Assert.Equal(8, Input("anthropic", "claude-opus-4-20250514"));

        decimal? Input(string provider, string id) => catalog.Find(provider, id)?.PriceAt(_day)?.Standard.Input;
    }

    [Theory]
    [InlineData("anthropic", "claude-3-5-sonnet-20241022", "2025-10-28")]
    [InlineData("anthropic", "claude-3-opus-20240229", "2026-05-01")]
    [InlineData("anthropic", "claude-3-haiku-20240307", "2026-04-20")]
    [InlineData("openai", "gpt-4o", "2027-01-14")]
    [InlineData("openai", "gpt-4o-mini", "2027-01-14")]
    [InlineData("openai", "gpt-4-turbo", "2026-10-23")]
    [InlineData("openai", "gpt-3.5-turbo", "2026-10-23")]
    public void The_models_of_the_earlier_system_are_there_with_their_end(string provider, string id, string retiresOn)
    {
        var model = _catalog.Find(provider, id);

        Assert.Equal(DateOnly.Parse(retiresOn, System.Globalization.CultureInfo.InvariantCulture), model?.RetiresOn);
        Assert.NotNull(model?.PriceAt(_day));
        Assert.False(model.IsRetiredAt(new(model.RetiresOn!.Value.AddDays(-1), new(23, 59), TimeSpan.Zero))); // just compared
        Assert.True(model.IsRetiredAt(new(model.RetiresOn.Value, default, TimeSpan.Zero)));
    }

    static Rates Rates(string provider, string id) => _catalog.Find(provider, id)?.PriceAt(_day)?.Standard ?? new();

    [Fact]
    public void Long_questions_to_OpenAI_cost_more_above_the_same_length() =>
        Assert.Equal([272_000L], ModelCatalog.Shipped.All.Where(model => model.Provider == "openai").SelectMany(model => model.Prices).Select(price => price.LongContext?.Over).OfType<long>().Distinct());

    [Fact]
    public void Schemas_are_kept_to_from_the_models_on_that_brought_them()
    {
        Assert.All(["claude-3-5-haiku", "claude-3-opus", "claude-3-7-sonnet", "claude-opus-4-0", "claude-sonnet-4-0"], id => Assert.False(ModelCatalog.Shipped.Find("anthropic", id)?.Capabilities.Schema));
        Assert.All(["claude-opus-4-1", "claude-sonnet-4-5"], id => Assert.True(ModelCatalog.Shipped.Find("anthropic", id)?.Capabilities.Schema));
    }
}
