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
            var settings = GlobalOptions.Settings(parsed, redactor);
            var options = arguments.Read(parsed, clock) with { PriceOf = (provider, model, usage) => PriceOf(settings, provider, model, usage, clock.GetUtcNow()) };
            return RunAsync(options, GlobalOptions.Output(parsed), clock, cancellationToken);
        });
        return command;
    }

    static async Task<int> RunAsync(EmulatorOptions options, Output output, TimeProvider clock, CancellationToken cancellationToken)
    {
        // It begins and says where it listens even when it is stopped at once: whoever started it may wait for these lines.
        await using var emulator = await StartAsync(options, clock);
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
    static Money? PriceOf(Settings settings, string provider, string model, Usage usage, DateTimeOffset at) =>
        provider == "ollama" ? Money.Zero
        : settings.Catalog.Find(provider, model)?.PriceAt(at) is { } price ? Money.CostOf(usage, price)
        : null;
}
