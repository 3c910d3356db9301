using System.CommandLine;
using Aios.Cli.Configuration;
using Aios.Llm.Spending;
using Aios.Workshop.Offline;
using Aios.Workshop.Running;

namespace Aios.Cli.Commands;

/// <summary>What <c>build</c> was told on the command line.</summary>
sealed record BuildOptions
{
    /// <summary>A file, or <c>-</c> for standard input.</summary>
    public required string Brief { get; init; }

    public string? Output { get; init; }

    public bool Force { get; init; }

    /// <summary>Null leaves it to the settings.</summary>
    public int? Slots { get; init; }

    public string? Model { get; init; }

    /// <summary>Null leaves it to the settings.</summary>
    public Money? MaxCost { get; init; }

    public required Pace Pace { get; init; }

    /// <summary>Where the user wants to be asked.</summary>
    public IReadOnlyList<ApprovalPoint> Approvals { get; init; } = [];

    public RunLimits Limits { get; init; } = new();
}

/// <summary>The arguments and options of <c>build</c>, with their rules.</summary>
sealed class BuildArguments
{
    readonly Argument<string> _brief = new("brief") { Description = "The brief, in Markdown; - reads it from standard input" };
    readonly Option<string?> _output = new("--output", "-o") { Description = "The folder for the application (default: a new one beside you, named after the brief)", HelpName = "DIR" };
    readonly Option<bool> _force = new("--force") { Description = "Deliver into a folder that is not empty, over files of the same names" };
    readonly Option<string?> _model = new("--model") { Description = $"Who writes: {ModelChoice.Form} (also {Variables.Model})", HelpName = "MODEL" };
    readonly Option<decimal?> _maxCost = new("--max-cost") { Description = "Dollars that the run may cost; what could cost more is not asked", HelpName = "USD" };
    readonly Option<int?> _parallel = new("--max-parallel") { Description = "Answers that may be written at once (default: 16, and 256 offline)", HelpName = "N" };
    readonly Option<double?> _speed = new("--offline-speed") { Description = "Characters a second at which the offline provider speaks (default: as fast as it can)", HelpName = "CHARS" };
    readonly Option<double> _firstToken = new("--offline-first-token") { Description = "Seconds until the offline provider begins to speak", HelpName = "SECONDS" };
    readonly Option<double> _timeScale = new("--time-scale") { Description = "Scales both: 0.1 is ten times as fast", DefaultValueFactory = _ => 1, HelpName = "FACTOR" };

    readonly Option<string?> _approve = new("--approve") { Description = "Where you want to be asked before it goes on: contract, delivery, or both with a comma", HelpName = "POINTS" };
    readonly Option<int?> _maxCalls = new("--max-calls") { Description = "Questions that may be asked (default: 2000)", HelpName = "N" };
    readonly Option<int?> _repairs = new("--max-repairs") { Description = "Rounds in which what the checks find is repaired (default: 3; 0 leaves it as it is)", HelpName = "N" };
    readonly Option<double?> _timeout = new("--timeout") { Description = "Minutes that the run may be at work (default: 240)", HelpName = "MINUTES" };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_brief);
        foreach (var option in (Option[])[_output, _force, _model, _maxCost, _parallel, _approve, _maxCalls, _repairs, _timeout, _speed, _firstToken, _timeScale])
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="UsageException">A value is out of its range.</exception>
    public BuildOptions Read(ParseResult parsed)
    {
        string[] mistakes =
        [
            .. parsed.Mistakes(_output, value => value is null || !string.IsNullOrWhiteSpace(value), "the name of a folder"),
            .. parsed.Mistakes(_maxCost, value => value is null or (>= 0 and <= 1_000_000), "dollars from 0 to 1000000"),
            .. parsed.Mistakes(_parallel, value => value is null or (>= 1 and <= 10_000), "a whole number from 1 to 10000"),
            .. parsed.Mistakes(_approve, value => value is null || Points(value).All(point => point is not null), "contract, delivery, or contract,delivery"),
            .. parsed.Mistakes(_maxCalls, value => value is null or > 0, "more than 0"),
            .. parsed.Mistakes(_repairs, value => value is null or (>= 0 and <= 100), "a whole number from 0 to 100"),
            .. parsed.Mistakes(_timeout, value => value is null or (> 0 and <= 100_000), "minutes, more than 0 and at most 100000"),
            .. parsed.Mistakes(_speed, value => value is null or (> 0 and <= 1e9), "more than 0 and at most 1000000000"),
            .. parsed.Mistakes(_firstToken, value => value is >= 0 and <= 3600, "seconds from 0 to 3600"),
            .. parsed.Mistakes(_timeScale, value => value is > 0 and <= 1000, "more than 0 and at most 1000"),
        ];
        return mistakes.Length == 0 ? Valid(parsed) : throw new UsageException(mistakes);
    }

    BuildOptions Valid(ParseResult parsed) => new()
    {
        Brief = parsed.GetRequiredValue(_brief),
        Output = parsed.GetValue(_output),
        Force = parsed.GetValue(_force),
        Slots = parsed.GetValue(_parallel),
        Model = parsed.GetValue(_model),
        MaxCost = parsed.GetValue(_maxCost) is { } dollars ? Money.Of(dollars) : null,
        Approvals = [.. Points(parsed.GetValue(_approve) ?? "").OfType<ApprovalPoint>().Distinct()],
        Limits = Limits(parsed),
        Pace = new()
        {
            CharactersPerSecond = parsed.GetValue(_speed),
            FirstToken = TimeSpan.FromSeconds(parsed.GetValue(_firstToken)),
            TimeScale = parsed.GetValue(_timeScale),
        },
    };

    RunLimits Limits(ParseResult parsed)
    {
        RunLimits usual = new();
        return usual with
        {
            Calls = parsed.GetValue(_maxCalls) ?? usual.Calls,
            Repairs = parsed.GetValue(_repairs) ?? usual.Repairs,
            Time = parsed.GetValue(_timeout) is { } minutes ? TimeSpan.FromMinutes(minutes) : usual.Time,
        };
    }

    /// <returns>Null for each word that is no point.</returns>
    static IEnumerable<ApprovalPoint?> Points(string words) => words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word.All(char.IsAsciiLetter) && Enum.TryParse<ApprovalPoint>(word, ignoreCase: true, out var point) ? point : (ApprovalPoint?)null);
}
