using System.CommandLine;
using System.Text.Json.Nodes;
using Aios.Cli.Configuration;
using Aios.Cli.Display;
using Aios.Cli.Listing;
using Aios.Llm.Providers;

namespace Aios.Cli.Commands;

/// <summary><c>aios providers</c>: whom could be asked, where, with which key.</summary>
static class ProvidersCommand
{
    public static Command Create(TimeProvider clock, Redactor redactor)
    {
        Option<bool> check = new("--check") { Description = "Ask each which models it has: is it there, does it take the key, what of its limits is left" };
        Command command = new("providers", "List providers and their endpoints") { check };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(GlobalOptions.Settings(parsed, redactor), parsed.GetValue(check), GlobalOptions.Output(parsed), clock, cancellationToken));
        return command;
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
