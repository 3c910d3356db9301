using System.CommandLine;
using System.Text.Json.Nodes;
using Aios.Cli.Configuration;
using Aios.Cli.Display;
using Aios.Cli.Listing;

namespace Aios.Cli.Commands;

/// <summary><c>aios models</c>: what can be asked, what it costs, and why something cannot.</summary>
static class ModelsCommand
{
    public static Command Create(TimeProvider clock, Redactor redactor)
    {
        Option<string?> provider = new("--provider") { Description = "Only those of one provider", HelpName = "NAME" };
        Option<bool> all = new("--all") { Description = "Retired models too" };
        Command command = new("models", "List models: windows, prices, capabilities, and which can be asked now") { provider, all };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            GlobalOptions.Settings(parsed, redactor), parsed.GetValue(provider), parsed.GetValue(all), GlobalOptions.Output(parsed), clock, cancellationToken));
        return command;
    }

    static async Task<int> RunAsync(Settings settings, string? provider, bool all, Output output, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (provider is not null && settings.Provider(provider) is null && KnownProvider.Find(provider) is null)
        {
            throw new UsageException([$"--provider: there is no provider {provider}; there are {string.Join(", ", settings.Providers.Select(each => each.Name))}."]);
        }

        ModelList list = new(settings, clock);
        var models = await list.ReadAsync(provider, all, cancellationToken);
        output.Print(
            () => new() { ["models"] = new JsonArray([.. models.Select(model => model.ToJson())]), ["warnings"] = new JsonArray([.. list.Warnings.Select(warning => JsonValue.Create(warning))]) },
            () => [.. Columns.Of(ListedModel.Head, [.. models.Select(model => model.Row)]), "", "* the provider's default; dollars per million tokens, ? where nobody has said; --json says more"]);
        output.Warn(list.Warnings);
        return ExitCode.Done;
    }
}
