using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Aios.Cli.Configuration;
using Aios.Cli.Display;
using Aios.Cli.Listing;
using Aios.Llm.Providers;
using Aios.Llm.Spending;
using Aios.Llm.Storage;

namespace Aios.Cli.Commands;

/// <summary><c>aios providers</c>: whom could be asked, where, with which key.</summary>
static class ProvidersCommand
{
    const int MostWatched = 20_000;

    static readonly TimeSpan _everySoOften = TimeSpan.FromSeconds(2);
    static readonly TimeSpan _watched = TimeSpan.FromHours(1);

    public static Command Create(TimeProvider clock, Redactor redactor)
    {
        Option<bool> check = new("--check") { Description = "Ask each which models it has: is it there, does it take the key, what of its limits is left" };
        Option<bool> watch = new("--watch") { Description = "Show how the models that were asked have done lately, anew every two seconds until interrupted; with --check, ask the endpoints each time" };
        Command command = new("providers", "List providers and their endpoints") { check, watch };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(watch)
            ? WatchAsync(GlobalOptions.Settings(parsed, redactor), parsed.GetValue(check), GlobalOptions.Home(parsed), GlobalOptions.Output(parsed), clock, cancellationToken)
            : RunAsync(GlobalOptions.Settings(parsed, redactor), parsed.GetValue(check), GlobalOptions.Output(parsed), clock, cancellationToken));
        return command;
    }

    /// <summary>From the ledger, where every process of this installation writes down what it asks.</summary>
    static async Task<int> WatchAsync(Settings settings, bool check, Home home, Output output, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var database = Database.Open(home.Database, [LedgerSchema.Schema], clock);
        await using var ledger = await SqliteLedger.OpenAsync(database, clock, null, cancellationToken);
        using PeriodicTimer every = new(_everySoOften, clock);
        do
        {
            var now = clock.GetUtcNow();
            var routes = WatchedRoute.Of(ledger.Past(now - _watched, MostWatched), now);
            var endpoints = check ? await ReadAsync(settings, check, clock, cancellationToken) : [];
            output.Print(
                () => new()
                {
                    ["at"] = now.ToString("O", CultureInfo.InvariantCulture),
                    ["routes"] = new JsonArray([.. routes.Select(route => route.ToJson())]),
                    ["providers"] = new JsonArray([.. endpoints.Select(endpoint => endpoint.ToJson())]),
                },
                () =>
                [
                    string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd HH:mm:ss} UTC"),
                    .. endpoints.Count == 0 ? [] : Columns.Of(ListedEndpoint.Head, [.. endpoints.Select(endpoint => endpoint.Row)]),
                    .. routes.Count == 0 ? ["Nobody was asked within the last hour."] : Columns.Of(WatchedRoute.Head, [.. routes.Select(route => route.Row)]),
                    "",
                ]);
        }
        while (await every.WaitForNextTickAsync(cancellationToken));

        return ExitCode.Done;
    }

    static async Task<int> RunAsync(Settings settings, bool check, Output output, TimeProvider clock, CancellationToken cancellationToken)
    {
        var endpoints = await ReadAsync(settings, check, clock, cancellationToken);
        output.Print(
            () => new() { ["providers"] = new JsonArray([.. endpoints.Select(endpoint => endpoint.ToJson())]) },
            () => Columns.Of(ListedEndpoint.Head, [.. endpoints.Select(endpoint => endpoint.Row)]));
        return check ? Outcome(endpoints) : ExitCode.Done;
    }

    /// <summary>All at once: none waits for another.</summary>
    public static async Task<IReadOnlyList<ListedEndpoint>> ReadAsync(Settings settings, bool check, TimeProvider clock, CancellationToken cancellationToken) =>
        await Task.WhenAll(
            from provider in settings.Providers
            from endpoint in provider.Endpoints
            select ReadAsync(provider, endpoint, check && endpoint.IsConfigured && provider.Usable.Contains(endpoint), clock, cancellationToken));

    static async Task<ListedEndpoint> ReadAsync(ProviderSettings provider, EndpointSettings endpoint, bool check, TimeProvider clock, CancellationToken cancellationToken) =>
        new(provider, endpoint, check ? await EndpointCheck.MakeAsync(provider, endpoint, clock, cancellationToken) : null);

    /// <summary>Nothing set up is as good as no key.</summary>
    static int Outcome(IReadOnlyList<ListedEndpoint> endpoints)
    {
        var checks = endpoints.Select(endpoint => endpoint.Check).OfType<EndpointCheck>().ToList();
        return checks.Count == 0 || checks.Any(check => check.Failure?.Kind == FailureKind.Unauthorised) ? ExitCode.Key
            : checks.Any(check => check.Failure is not null) ? ExitCode.NoRoute
            : ExitCode.Done;
    }
}
