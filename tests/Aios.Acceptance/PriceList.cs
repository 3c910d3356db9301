using System.Text.Json;
using Aios.Testing;

namespace Aios.Acceptance;

/// <summary>The prices that we ship, read and reckoned with by nothing of ours: the product and its emulator share theirs.</summary>
static class PriceList
{
    static readonly JsonElement[] _models =
        [.. JsonElement.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", "Aios.Llm", "Models", "models.json"))).GetProperty("models").EnumerateArray()];

    /// <summary>The dollars that an exchange of the emulator's costs, exact to the nano-dollar; an Ollama of one's own costs nothing.</summary>
    public static decimal CostOf(JsonElement exchange)
    {
        var (provider, id, usage) = (exchange.GetProperty("provider").GetString(), exchange.GetProperty("model").GetString(), exchange.GetProperty("usage"));
        if (provider == "ollama")
        {
            return 0;
        }

        var price = _models.Single(model => model.GetProperty("provider").GetString() == provider && model.GetProperty("id").GetString() == id)
            .GetProperty("prices").EnumerateArray().Single();
        var dollars = ((string[])["input", "cache_read", "cache_write_5m", "cache_write_1h", "output"])
            .Where(bucket => usage.GetProperty(bucket).GetInt64() > 0)
            .Sum(bucket => usage.GetProperty(bucket).GetInt64() * price.GetProperty(bucket).GetDecimal() / 1_000_000);
        return decimal.Ceiling(dollars * 1_000_000_000) / 1_000_000_000;
    }
}
