using Aios.Llm.Models;
using Aios.Testing;
using Xunit;

namespace Aios.Tests.Llm.Models;

public sealed class ModelFileTests
{
    [Fact]
    public void Every_mistake_of_a_file_is_named_at_once()
    {
        var exception = Assert.Throws<ModelFileException>(() => ModelFile.Parse("""
            {
              "modles": 1,
              "models": [
                { "provider": "openai", "id": "a", "context_window": 0, "max_output": "many", "retires_on": "2026-02-30", "price": 3 },
                { "provider": "", "prices": { "input": 1 }, "capabilities": { "tools": 1, "thinking": "hard", "flies": true } },
                { "provider": "openai", "id": "b", "prices": [
                  { "input": -1, "output": 2000000, "cache_read": null, "batch": { "outptu": 1 }, "long_context": { "input": 1 } },
                  3
                ] },
                { "provider": "openai", "id": "c", "default": true, "prices": [
                  { "input": 1, "valid_from": "2026-02-01", "valid_to": "2026-01-01" },
                  { "input": 1, "valid_to": "2026-06-30" },
                  { "input": 2, "valid_from": "2026-06-30" }
                ] },
                { "provider": "openai", "id": "c", "default": true, "name": "C", "name": "D" },
                { "provider": "openai", "id": "c", "default": true }
              ]
            }
            """, "mine.json"));

        Assert.Equal(
        [
            "modles is not known; the file has models.",
            "models[0].context_window must be more than 0.",
            "models[0].max_output must be a whole number, not \"many\".",
            "models[0].retires_on must be a day such as \"2026-08-21\", not \"2026-02-30\".",
            "models[0].price is not known; models[0] has provider, id, name, aliases, default, context_window, max_output, cache_minimum, image_tokens, vocabulary, quality, retires_on, capabilities, prices, source, checked_on.",
            "models[1].provider must not be empty.",
            "models[1].prices must be a list.",
            "models[1].capabilities.tools must be true or false, not 1.",
            "models[1].capabilities.thinking must be one of \"none\", \"budget\", \"effort\", not \"hard\".",
            "models[1].capabilities.flies is not known; models[1].capabilities has tools, parallel_tools, tool_choice, images, documents, schema, prompt_caching, web_search, prefill, sampling, thinking, efforts.",
            "models[1] lacks id.",
            "models[2].prices[0].input must not be negative.",
            "models[2].prices[0].output must not be more than 1000000 dollars.",
            "models[2].prices[0].cache_read must not be null: what is unknown is left out.",
            "models[2].prices[0].batch.outptu is not known; models[2].prices[0].batch has input, cache_read, cache_write_5m, cache_write_1h, output.",
            "models[2].prices[0].long_context lacks over.",
            "models[2].prices[1] must be an object.",
            "models[4].name is said twice.",
            "models[3].prices[0] ends before it begins.",
            "models[3].prices[2] holds on the same days as a price before it; give one of them valid_from or valid_to.",
            "models[4] is openai/c again.",
            "models[5] is openai/c again.",
            "openai has several defaults: c, c, c.",
        ],
        exception.Mistakes);
        Assert.StartsWith("mine.json: ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"models\": [")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("3")]
    [InlineData("{ \"models\": null }")]
    [InlineData("{ \"models\": {} }")]
    [InlineData("{ \"models\": [{ \"provider\": \"a\", \"id\": \"b\", \"prices\": [{ \"input\": 1e400 }] }] }")]
    [InlineData("{ \"models\": [{ \"provider\": \"a\", \"id\": \"b\", \"capabilities\": { \"thinking\": 1 } }] }")]
    public void A_file_that_is_something_else_has_one_mistake(string json) =>
        Assert.Single(Assert.Throws<ModelFileException>(() => ModelFile.Parse(json, "mine.json")).Mistakes);

    [Fact]
    public void What_comes_with_Aios_holds_no_mistake() =>
        Assert.NotNull(ModelFile.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src/Aios.Llm/Models/models.json")), "models.json"));

    [Fact]
    public void The_file_that_the_guide_shows_can_be_used()
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs/models.md"));
        var json = guide.Split("```json\n")[1].Split("```")[0];

        var catalog = ModelCatalog.Shipped.With(ModelFile.Parse(json, "models.md"));

        Assert.Equal(0.3m, catalog.Find("vllm", "qwen3")?.Prices[0].Standard.Output);
        Assert.Equal([10m, 8m], catalog.Find("openai", "gpt-4o")?.Prices.Select(price => price.Standard.Output ?? 0) ?? []);
    }

    [Fact]
    public void A_file_may_say_nothing() => Assert.Equal(ModelCatalog.Shipped.All, ModelCatalog.Shipped.With(ModelFile.Parse("{}", "mine.json")).All);
}
