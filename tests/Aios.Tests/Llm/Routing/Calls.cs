using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Llm.Spending;
using Aios.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aios.Tests.Llm.Routing;

/// <summary>Calls to providers that exist only by name, and routers to make them with.</summary>
static class Calls
{
    /// <summary>One that tries each route once.</summary>
    public static Router RouterAt(TimeProvider clock, ILedger? ledger = null) => RouterAt(clock, new RouterParts { Limits = RecoveryLimits.OneTryEach, Ledger = ledger });

    public static Router RouterAt(TimeProvider clock, RouterParts parts) => new(clock, NullLogger<Router>.Instance, parts);

    public static ModelCall To(params IEnumerable<string> providers) => To(providers.Select(name => Named(name)));

    public static ModelCall To(params IEnumerable<IProvider> providers) => new(new([], null), PlanFor(providers));

    public static RoutePlan PlanFor(params IEnumerable<IProvider> providers) =>
        new([.. providers.Select(provider => new PlannedRoute(new(provider, provider.Models[0], provider.ClientFor(provider.Models[0])), "The test says so."))]);

    public static ScriptedProvider Named(string name, ModelPrice? price = null) => new(_ => null)
    {
        Name = name,
        Models = [new() { Id = $"{name}-model", ContextWindow = 1000, MaxOutput = 1000, Prices = price is null ? [] : [price] }],
    };

    public static async IAsyncEnumerable<string> Chunks(params IEnumerable<string> chunks)
    {
        foreach (var chunk in chunks)
        {
            await Task.Yield();
            yield return chunk;
        }
    }

    /// <summary>Chunks, then an exception.</summary>
    public static async IAsyncEnumerable<string> Broken(Exception exception, params IEnumerable<string> chunks)
    {
        await foreach (var chunk in Chunks(chunks))
        {
            yield return chunk;
        }

        throw exception;
    }

    public static ScriptedException Overloaded(string words = "Too much to do.") => new(FailureKind.Overloaded, words);
}
