using System.Collections.Frozen;
using Aios.Llm.Models;
using Aios.Llm.Providers.Anthropic;
using Aios.Llm.Providers.Ollama;
using Aios.Llm.Providers.OpenAi;

namespace Aios.Llm.Providers;

/// <summary>The vendors that there are: the one place that knows them all.</summary>
public static class Vendors
{
    static readonly FrozenDictionary<string, Func<OpenAiApi, IVendor>> _vendors = new Dictionary<string, Func<OpenAiApi, IVendor>>
    {
        ["anthropic"] = _ => new AnthropicVendor(),
        ["openai"] = api => new OpenAiVendor(api),
        ["azure"] = api => new OpenAiVendor(api, "azure"),
        ["ollama"] = _ => new OllamaVendor(),
    }.ToFrozenDictionary();

    /// <summary>A provider at one of its endpoints. A name that is no vendor's is that of a server which speaks Chat Completions.</summary>
    /// <param name="api">Which of OpenAI's APIs is spoken; the others have one only.</param>
    public static VendorProvider Open(string name, Endpoint endpoint, IReadOnlyList<Model> models, TimeProvider clock, OpenAiApi api = OpenAiApi.ByModel) =>
        new(_vendors.TryGetValue(name, out var vendor) ? vendor(api) : new CompatibleVendor(name, api), endpoint, models, clock);
}
