using System.CommandLine;
using System.Text.Json.Nodes;
using Aios.Cli.Display;
using Aios.Llm.Models;
using Aios.Llm.Spending;
using Aios.Server.Emulation;
using Aios.Server.Emulation.Answers;
using Aios.Server.Emulation.Faults;
using Microsoft.Extensions.AI;

namespace Aios.Cli.Commands;

/// <summary><c>aios emulate</c>: a provider on this machine, until it is stopped.</summary>
static class EmulateCommand
{
    static readonly Option<int> _port = new("--port") { Description = "The port on loopback (default: one that is free)", HelpName = "N" };
    static readonly Option<string> _answers = new("--answers") { Description = "Who answers: offline, echo, a script, a recording, or a folder of recordings", DefaultValueFactory = _ => "offline", HelpName = "WHO" };
    static readonly Option<string?> _faults = new("--faults") { Description = "A script of faults", HelpName = "FILE" };
    static readonly Option<string[]> _models = new("--model") { Description = "A model that there is; all others are refused (can be given more than once)", HelpName = "ID" };
    static readonly Option<double?> _speed = new("--speed") { Description = "Characters a second at which answers are spoken (default: as fast as it can)", HelpName = "CHARS" };
    static readonly Option<double> _firstToken = new("--first-token") { Description = "Seconds until an answer begins", HelpName = "SECONDS" };
    static readonly Option<long?> _requests = new("--requests-per-minute") { Description = "More are refused with 429", HelpName = "N" };
    static readonly Option<long?> _tokens = new("--tokens-per-minute") { Description = "Of input; more are refused with 429", HelpName = "N" };
    static readonly Option<int> _seed = new("--seed") { Description = "Ids, cuts and chances are the same again with the same seed", HelpName = "N" };

    public static Command Create(TimeProvider clock, Redactor redactor)
    {
        var command = new Command("emulate", "Speak as Anthropic, OpenAI and Ollama do, on this machine, without any model");
        foreach (var option in (Option[])[_port, _answers, _faults, _models, _speed, _firstToken, _requests, _tokens, _seed])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellationToken) =>
        {
            var catalog = GlobalOptions.Settings(parsed, redactor).Catalog;
            var options = Read(parsed, clock) with { PriceOf = (provider, model, usage) => PriceOf(catalog, provider, model, usage, clock.GetUtcNow()) };
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

    /// <exception cref="UsageException">A value is out of its range, or a file is not there or not right.</exception>
    static EmulatorOptions Read(ParseResult parsed, TimeProvider clock)
    {
        List<string> mistakes = [];
        void Must(bool holds, Option option, string what)
        {
            if (!holds)
            {
                mistakes.Add($"{option.Name} takes {what}.");
            }
        }

        T? Reading<T>(Option option, string? file, Func<string, T> read) where T : class
        {
            try
            {
                return file is null ? null : read(file);
            }
            catch (Exception exception) when (exception is ScriptException or IOException or UnauthorizedAccessException)
            {
                mistakes.Add($"{option.Name}: {exception.Message}");
                return null;
            }
        }

        Must(parsed.GetValue(_port) is >= 0 and <= 65_535, _port, "a port from 0 to 65535");
        Must(parsed.GetValue(_speed) is null or (> 0 and <= 1e9), _speed, "more than 0 and at most 1000000000");
        Must(parsed.GetValue(_firstToken) is >= 0 and <= 3600, _firstToken, "seconds from 0 to 3600");
        Must(parsed.GetValue(_requests) is null or > 0, _requests, "more than 0");
        Must(parsed.GetValue(_tokens) is null or > 0, _tokens, "more than 0");
        var answers = parsed.GetValue(_answers) ?? "offline";
        var isRecording = Directory.Exists(answers) || IsRecording(answers);
        var faults = Reading(_faults, parsed.GetValue(_faults), FaultScript.Load);
        var client = answers switch
        {
            "offline" => new OfflineAnswers(clock),
            "echo" => new EchoChatClient(),
            _ when isRecording => new EchoChatClient(),
            _ => Reading(_answers, answers, file => (IChatClient)new ScriptChatClient(Script.Load(file))),
        };
        if (mistakes.Count > 0)
        {
            throw new UsageException(mistakes);
        }

        Model[] models = [.. (parsed.GetValue(_models) ?? []).Select(id => new Model { Id = id, ContextWindow = null, MaxOutput = null })];
        RateLimits usual = new();
        return new()
        {
            Port = parsed.GetValue(_port),
            Answers = client,
            Recordings = isRecording ? answers : null,
            Faults = faults ?? [],
            Models = models.Length == 0 ? [] : new Dictionary<string, IReadOnlyList<Model>> { ["anthropic"] = models, ["openai"] = models, ["ollama"] = models },
            OnlyKnownModels = models.Length > 0,
            Pace = new() { CharactersPerSecond = parsed.GetValue(_speed), FirstToken = TimeSpan.FromSeconds(parsed.GetValue(_firstToken)) },
            Limits = new() { RequestsPerMinute = parsed.GetValue(_requests) ?? usual.RequestsPerMinute, InputTokensPerMinute = parsed.GetValue(_tokens) ?? usual.InputTokensPerMinute },
            Seed = parsed.GetValue(_seed),
        };
    }

    /// <summary>What the vendor would bill; an Ollama of one's own bills nothing.</summary>
    static Money? PriceOf(ModelCatalog catalog, string provider, string model, Usage usage, DateTimeOffset at) =>
        provider == "ollama" ? Money.Zero
        : catalog.Find(provider, model)?.PriceAt(at) is { } price ? Money.CostOf(usage, price)
        : null;

    static bool IsRecording(string file) =>
        file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && File.Exists(file) && File.ReadAllText(file).Contains("\"response_body\"", StringComparison.Ordinal);
}
