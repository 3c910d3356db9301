using Aios.Llm.Providers.OpenAi;

namespace Aios.Cli.Configuration;

/// <summary>A provider as it was configured.</summary>
/// <param name="Endpoints">In the order in which they are tried; at least one.</param>
sealed record ProviderSettings(string Name, IReadOnlyList<EndpointSettings> Endpoints)
{
    /// <summary>The API to speak where the provider has several; null leaves it to the model.</summary>
    public Setting<string>? Api { get; init; }

    public OpenAiApi SpokenApi => Api?.Value switch
    {
        null => OpenAiApi.ByModel,
        "responses" => OpenAiApi.Responses,
        _ => OpenAiApi.ChatCompletions,
    };

    public bool IsConfigured => Endpoints.Any(endpoint => endpoint.IsConfigured);

    /// <summary>Its models are those of its server, not of a list.</summary>
    public bool IsServer => KnownProvider.Find(Name) is not { WantsKey: true };

    /// <summary>The endpoints that can be asked: a vendor's own address answers nobody without a key.</summary>
    public IEnumerable<EndpointSettings> Usable =>
        Endpoints.Where(endpoint => endpoint.Key is not null || KnownProvider.Find(Name) is not { WantsKey: true } known || endpoint.Address.Value != known.Address);
}
