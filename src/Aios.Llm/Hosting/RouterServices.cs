using Aios.Llm.Providers;
using Aios.Llm.Routing.Planning;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Aios.Llm.Hosting;

/// <summary>The router in a container of services.</summary>
public static class RouterServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Registers the router as the one <see cref="IChatClient"/>, and its ledger beside it.</summary>
        /// <param name="installation">Closed with the container.</param>
        /// <param name="providers">Whose models may be asked, in the order that decides between equals; not closed.</param>
        public IServiceCollection AddRouter(RouterInstallation installation, IReadOnlyList<IProvider> providers, RoutingRules? rules = null)
        {
            var candidates = from provider in providers
                             from model in provider.Models
                             select new RouteCandidate(new(provider, model, provider.ClientFor(model))) { IsHere = provider is VendorProvider { Address.IsLoopback: true } };
            var models = installation.ModelsFor(installation.PlannerFor([.. candidates], rules ?? RoutingRules.Default).Plan);
            return services
                .AddSingleton(_ => installation) // by a factory, so that the container closes it
                .AddSingleton(models)
                .AddSingleton<IChatClient>(models)
                .AddSingleton(installation.Router)
                .AddSingleton(installation.Ledger)
                .AddSingleton(installation.Budgets);
        }
    }
}
