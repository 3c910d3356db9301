using System.Globalization;
using System.Text.Json.Nodes;
using Aios.Llm.Models;

namespace Aios.Cli.Listing;

/// <summary>A model as <c>aios models</c> shows it.</summary>
/// <param name="WhyNot">Why it cannot be asked now; null when it can.</param>
sealed record ListedModel(Model Model, string Provider, string? WhyNot, ModelPrice? Price)
{
    public static IReadOnlyList<string> Head { get; } = ["MODEL", "WINDOW", "MAX OUT", "$/M IN", "$/M OUT", "CACHE READ", "CACHE WRITE", "CAN", "USABLE"];

    public IReadOnlyList<string> Row =>
    [
        $"{Provider}/{Model.Id}{(Model.IsDefault ? " *" : "")}",
        Count(Model.ContextWindow),
        Count(Model.MaxOutput),
        Dollars(Price?.Standard.Input),
        Dollars(Price?.Standard.Output),
        Dollars(Price?.Standard.CacheRead),
        Dollars(Price?.Standard.CacheWrite5m),
        string.Join(' ', Can),
        WhyNot ?? "yes",
    ];

    IEnumerable<string> Can =>
        from capability in Capabilities
        where capability.Can == true
        select capability.Name;

    IEnumerable<(string Name, bool? Can)> Capabilities
    {
        get
        {
            var its = Model.Capabilities;
            return
            [
                ("tools", its.Tools), ("parallel_tools", its.ParallelTools), ("tool_choice", its.ToolChoice), ("images", its.Images), ("documents", its.Documents),
                ("schema", its.Schema), ("prompt_caching", its.PromptCaching), ("web_search", its.WebSearch), ("prefill", its.Prefill), ("sampling", its.Sampling),
                ("thinking", its.Thinking is { } thinking ? thinking != Thinking.None : null),
            ];
        }
    }

    public JsonObject ToJson() => new()
    {
        ["provider"] = Provider,
        ["id"] = Model.Id,
        ["name"] = Model.DisplayName,
        ["aliases"] = new JsonArray([.. Model.Aliases.Select(alias => JsonValue.Create(alias))]),
        ["default"] = Model.IsDefault,
        ["context_window"] = Model.ContextWindow,
        ["max_output"] = Model.MaxOutput,
        ["prices"] = Price is null ? null : Prices(Price),
        ["capabilities"] = new JsonObject(Capabilities.Select(capability => KeyValuePair.Create(capability.Name, (JsonNode?)capability.Can))),
        ["retires_on"] = Model.RetiresOn?.ToString("O", CultureInfo.InvariantCulture),
        ["usable"] = WhyNot is null,
        ["why_not"] = WhyNot,
    };

    static JsonObject Prices(ModelPrice price) => new()
    {
        ["input"] = price.Standard.Input,
        ["cache_read"] = price.Standard.CacheRead,
        ["cache_write_5m"] = price.Standard.CacheWrite5m,
        ["cache_write_1h"] = price.Standard.CacheWrite1h,
        ["output"] = price.Standard.Output,
        ["long_context_over"] = price.LongContext?.Over,
        ["source"] = price.Source,
        ["date"] = price.Date?.ToString("O", CultureInfo.InvariantCulture),
    };

    static string Count(int? tokens) => tokens?.ToString(CultureInfo.InvariantCulture) ?? "?";

    static string Dollars(decimal? rate) => rate?.ToString("0.######", CultureInfo.InvariantCulture) ?? "?";
}
