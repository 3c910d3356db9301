using Aios.Cli.Configuration;
using Aios.Llm.Providers;

namespace Aios.Cli.Choosing;

/// <summary>The configured providers, each endpoint opened when it is first needed.</summary>
sealed class OpenProviders(Settings settings, TimeProvider clock) : IDisposable
{
    readonly Dictionary<EndpointSettings, VendorProvider> _open = new(ReferenceEqualityComparer.Instance);

    public VendorProvider At(ProviderSettings provider, EndpointSettings endpoint)
    {
        if (!_open.TryGetValue(endpoint, out var open))
        {
            var models = settings.Catalog.All.Where(model => model.Provider == provider.Name);
            _open[endpoint] = open = Vendors.Open(provider.Name, endpoint.ToEndpoint(), [.. models], clock, provider.SpokenApi);
        }

        return open;
    }

    public void Dispose()
    {
        foreach (var provider in _open.Values)
        {
            provider.Dispose();
        }
    }
}
