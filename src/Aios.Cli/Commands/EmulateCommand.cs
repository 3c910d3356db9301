using System.CommandLine;
using System.Text.Json.Nodes;
using Aios.Cli.Configuration;
using Aios.Cli.Display;
using Aios.Llm.Models;
using Aios.Llm.Spending;
using Aios.Server.Emulation;

namespace Aios.Cli.Commands;

/// <summary><c>aios emulate</c>: a provider on this machine, until it is stopped.</summary>
static class EmulateCommand
{
    public static Command Create(TimeProvider clock, Redactor redactor)
    {
        var arguments = new EmulateArguments();
        var command = new Command("emulate", "Speak as Anthropic, OpenAI and Ollama do, on this machine, without any model");
        arguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = arguments.Read(parsed, clock);
            // Beside the start of the server: each takes its time, and only prices need both.
            var settings = Task.Run(() => GlobalOptions.Settings(parsed, redactor), CancellationToken.None);
            return RunAsync(options, settings, GlobalOptions.Output(parsed), clock, cancellationToken);
        });
        return command;
    }

    static async Task<int> RunAsync(EmulatorOptions options, Task<Settings> settings, Output output, TimeProvider clock, CancellationToken cancellationToken)
    {
        // It begins and says where it listens even when it is stopped at once: whoever started it may wait for these lines.
        Lazy<ModelCatalog> catalog = new(() => settings.GetAwaiter().GetResult().Catalog); // read when the first price is asked
        await using var emulator = await StartAsync(options with { PriceOf = (provider, model, usage) => PriceOf(catalog, provider, model, usage, clock.GetUtcNow()) }, clock);
        await settings;
        await output.Data.WriteLineAsync(output.Json || output.JsonLines ? Json(emulator).ToJsonString() : Text(emulator));
        await output.Data.FlushAsync(CancellationToken.None);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // A server that its user stops is done.
        }

        return ExitCode.Done;
    }

    /// <exception cref="UsageException">The port is taken, or not ours to take.</exception>
    static async Task<Emulator> StartAsync(EmulatorOptions options, TimeProvider clock)
    {
        try
        {
            return await Emulator.StartAsync(options, clock, CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException && options.Port != 0)
        {
            throw new UsageException([$"--port {options.Port} cannot be had: {exception.Message}"]);
        }
    }

    static string Text(Emulator emulator)
    {
        var address = emulator.Address.ToString().TrimEnd('/');
        return $"""
            # aios emulate listens at {address}; stop it with Ctrl-C
            export ANTHROPIC_BASE_URL={address} ANTHROPIC_API_KEY=emulated
            export OPENAI_BASE_URL={address}/v1 OPENAI_API_KEY=emulated
            export OLLAMA_HOST={address}
            """;
    }

    static JsonObject Json(Emulator emulator)
    {
        var address = emulator.Address.ToString().TrimEnd('/');
        return new()
        {
            ["address"] = address,
            ["environment"] = new JsonObject
            {
                ["ANTHROPIC_BASE_URL"] = address,
                ["ANTHROPIC_API_KEY"] = "emulated",
                ["OPENAI_BASE_URL"] = $"{address}/v1",
                ["OPENAI_API_KEY"] = "emulated",
                ["OLLAMA_HOST"] = address,
            },
        };
    }

    /// <summary>What the vendor would bill; an Ollama of one's own bills nothing.</summary>
    static Money? PriceOf(Lazy<ModelCatalog> catalog, string provider, string model, Usage usage, DateTimeOffset at) =>
        provider == "ollama" ? Money.Zero
        : catalog.Value.Find(provider, model)?.PriceAt(at) is { } price ? Money.CostOf(usage, price)
        : null;
}
