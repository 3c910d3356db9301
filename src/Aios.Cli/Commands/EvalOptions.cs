using System.CommandLine;
using Aios.Workshop.Specialists;

namespace Aios.Cli.Commands;

/// <summary>What <c>eval specialists</c> was told on the command line.</summary>
sealed record EvalOptions
{
    public required IReadOnlyList<string> Models { get; init; }

    public required IReadOnlyList<string> Providers { get; init; }

    /// <summary>Empty for all.</summary>
    public required IReadOnlyList<string> Specialists { get; init; }

    /// <summary>In dollars.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>What it costs has been agreed to.</summary>
    public bool Yes { get; init; }
}

/// <summary>The options of <c>eval specialists</c>, with their rules.</summary>
sealed class EvalArguments
{
    readonly Option<string[]> _model = new("--model", "-m") { Description = "Models to try, with commas or blanks between them: PROVIDER/MODEL, MODEL, offline", AllowMultipleArgumentsPerToken = true, HelpName = "MODEL" };
    readonly Option<string[]> _provider = new("--provider") { Description = "Providers whose own choice is tried (default: all that can be asked now, and offline)", AllowMultipleArgumentsPerToken = true, HelpName = "NAME" };
    readonly Option<string[]> _specialist = new("--specialist") { Description = $"Who is tried: {string.Join(", ", Team.Roles)} (default: all)", AllowMultipleArgumentsPerToken = true, HelpName = "NAME" };
    readonly Option<decimal?> _maxCost = new("--max-cost") { Description = "Nothing is asked that could cost more than what is left of so many dollars", HelpName = "USD" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_model, _provider, _specialist, _maxCost])
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="UsageException">A value is not what it should be.</exception>
    public EvalOptions Read(ParseResult parsed)
    {
        var specialists = Words(parsed, _specialist);
        string[] mistakes =
        [
            .. specialists.Except(Team.Roles).Select(name => $"--specialist: there is no {name}; there are {string.Join(", ", Team.Roles)}."),
            .. parsed.GetValue(_maxCost) is < 0 or > 1_000_000 ? (string[])["--max-cost takes dollars from 0 to 1000000."] : [],
        ];
        return mistakes.Length > 0 ? throw new UsageException(mistakes) : new()
        {
            Models = Words(parsed, _model),
            Providers = Words(parsed, _provider),
            Specialists = specialists,
            MaxCost = parsed.GetValue(_maxCost),
            Yes = GlobalOptions.Yes(parsed),
        };
    }

    static string[] Words(ParseResult parsed, Option<string[]> option) =>
        [.. (parsed.GetValue(option) ?? []).SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct()];
}
