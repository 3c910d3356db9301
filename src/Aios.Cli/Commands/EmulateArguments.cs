using System.CommandLine;
using Aios.Llm.Models;
using Aios.Server.Emulation;
using Aios.Server.Emulation.Answers;
using Aios.Server.Emulation.Faults;
using Microsoft.Extensions.AI;

namespace Aios.Cli.Commands;

/// <summary>The options of <c>emulate</c>, with their rules.</summary>
sealed class EmulateArguments
{
    readonly Option<int> _port = new("--port") { Description = "The port on loopback (default: one that is free)", HelpName = "N" };
    readonly Option<string> _answers = new("--answers") { Description = "Who answers: offline, echo, a script, a recording, or a folder of recordings", DefaultValueFactory = _ => "offline", HelpName = "WHO" };
    readonly Option<string?> _faults = new("--faults") { Description = "A script of faults", HelpName = "FILE" };
    readonly Option<string[]> _models = new("--model") { Description = "A model that there is; all others are refused (can be given more than once)", HelpName = "ID" };
    readonly Option<double?> _speed = new("--speed") { Description = "Characters a second at which answers are spoken (default: as fast as it can)", HelpName = "CHARS" };
    readonly Option<double> _firstToken = new("--first-token") { Description = "Seconds until an answer begins", HelpName = "SECONDS" };
    readonly Option<long?> _requests = new("--requests-per-minute") { Description = "More are refused with 429", HelpName = "N" };
    readonly Option<long?> _tokens = new("--tokens-per-minute") { Description = "Of input; more are refused with 429", HelpName = "N" };
    readonly Option<int> _seed = new("--seed") { Description = "Ids, cuts and chances are the same again with the same seed", HelpName = "N" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_port, _answers, _faults, _models, _speed, _firstToken, _requests, _tokens, _seed])
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="UsageException">A value is out of its range, or a file is not there or not right.</exception>
    public EmulatorOptions Read(ParseResult parsed, TimeProvider clock)
    {
        List<string> mistakes =
        [
            .. parsed.Mistakes(_port, value => value is >= 0 and <= 65_535, "a port from 0 to 65535"),
            .. parsed.Mistakes(_speed, value => value is null or (> 0 and <= 1e9), "more than 0 and at most 1000000000"),
            .. parsed.Mistakes(_firstToken, value => value is >= 0 and <= 3600, "seconds from 0 to 3600"),
            .. parsed.Mistakes(_requests, value => value is null or > 0, "more than 0"),
            .. parsed.Mistakes(_tokens, value => value is null or > 0, "more than 0"),
        ];
        var answers = parsed.GetValue(_answers) ?? "offline";
        var isRecording = Directory.Exists(answers) || IsRecording(answers);
        var faults = parsed.GetValue(_faults) is { } script ? Loaded(_faults, script, FaultScript.Load, mistakes) : [];
        IChatClient? client = answers switch
        {
            "offline" => new OfflineAnswers(clock),
            "echo" => new EchoChatClient(),
            _ when isRecording => new EchoChatClient(),
            _ => Loaded(_answers, answers, file => new ScriptChatClient(Script.Load(file)), mistakes),
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

    /// <returns>Null when it cannot be read, which is then a mistake.</returns>
    static T? Loaded<T>(Option option, string file, Func<string, T> load, List<string> mistakes) where T : class
    {
        try
        {
            return load(file);
        }
        catch (Exception exception) when (exception is ScriptException or IOException or UnauthorizedAccessException)
        {
            mistakes.Add($"{option.Name}: {exception.Message}");
            return null;
        }
    }

    static bool IsRecording(string file) =>
        file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && File.Exists(file) && File.ReadAllText(file).Contains("\"response_body\"", StringComparison.Ordinal);
}
