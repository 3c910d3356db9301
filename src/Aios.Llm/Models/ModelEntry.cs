using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aios.Llm.Models;

/// <summary>What <c>models.json</c> and a user's own file say of models; what is absent is not said.</summary>
sealed record ModelEntries
{
    public IReadOnlyList<ModelEntry>? Models { get; init; }
}

sealed record ModelEntry
{
    public required string Provider { get; init; }

    public required string Id { get; init; }

    public string? Name { get; init; }

    public IReadOnlyList<string>? Aliases { get; init; }

    public bool? Default { get; init; }

    public int? ContextWindow { get; init; }

    public int? MaxOutput { get; init; }

    public int? CacheMinimum { get; init; }

    public int? ImageTokens { get; init; }

    public Vocabulary? Vocabulary { get; init; }

    public double? Quality { get; init; }

    public DateOnly? RetiresOn { get; init; }

    public CapabilityEntry? Capabilities { get; init; }

    public IReadOnlyList<PriceEntry>? Prices { get; init; }

    public string? Source { get; init; }

    public DateOnly? CheckedOn { get; init; }

    /// <summary>What is said here, and else what the other model has.</summary>
    public Model Over(Model known) => known with
    {
        Provider = Provider,
        DisplayName = Name ?? known.DisplayName,
        Aliases = Aliases ?? known.Aliases,
        IsDefault = Default ?? known.IsDefault,
        ContextWindow = ContextWindow ?? known.ContextWindow,
        MaxOutput = MaxOutput ?? known.MaxOutput,
        CacheMinimum = CacheMinimum ?? known.CacheMinimum,
        ImageTokens = ImageTokens ?? known.ImageTokens,
        Vocabulary = Vocabulary ?? known.Vocabulary,
        Quality = Quality ?? known.Quality,
        RetiresOn = RetiresOn ?? known.RetiresOn,
        Capabilities = Capabilities?.Over(known.Capabilities) ?? known.Capabilities,
        Prices = Prices?.Select(price => price.ToPrice()).ToArray() ?? known.Prices,
        Source = Source ?? known.Source,
        CheckedOn = CheckedOn ?? known.CheckedOn,
    };
}

sealed record CapabilityEntry
{
    public bool? Tools { get; init; }

    public bool? ParallelTools { get; init; }

    public bool? ToolChoice { get; init; }

    public bool? Images { get; init; }

    public bool? Documents { get; init; }

    public bool? Schema { get; init; }

    public bool? PromptCaching { get; init; }

    public bool? WebSearch { get; init; }

    public bool? Prefill { get; init; }

    public bool? Sampling { get; init; }

    public Thinking? Thinking { get; init; }

    public IReadOnlyList<string>? Efforts { get; init; }

    public Capabilities Over(Capabilities known) => new()
    {
        Tools = Tools ?? known.Tools,
        ParallelTools = ParallelTools ?? known.ParallelTools,
        ToolChoice = ToolChoice ?? known.ToolChoice,
        Images = Images ?? known.Images,
        Documents = Documents ?? known.Documents,
        Schema = Schema ?? known.Schema,
        PromptCaching = PromptCaching ?? known.PromptCaching,
        WebSearch = WebSearch ?? known.WebSearch,
        Prefill = Prefill ?? known.Prefill,
        Sampling = Sampling ?? known.Sampling,
        Thinking = Thinking ?? known.Thinking,
        Efforts = Efforts ?? known.Efforts,
    };
}

/// <summary>Names only: a number would say nothing to whoever reads the file.</summary>
sealed class NamesConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
