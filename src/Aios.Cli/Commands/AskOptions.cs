using System.CommandLine;
using Aios.Llm.Spending;

namespace Aios.Cli.Commands;

/// <summary>What <c>ask</c> was told on the command line.</summary>
sealed record AskOptions(QuestionOptions Question)
{
    public string? Provider { get; init; }

    /// <summary>Null leaves it to the settings.</summary>
    public Money? MaxCost { get; init; }

    /// <summary>Null leaves it to where the answer goes.</summary>
    public bool? Stream { get; init; }
}

/// <summary>The arguments and options of <c>ask</c>, with their rules.</summary>
sealed class AskArguments
{
    readonly QuestionArguments _question = new();
    readonly Option<string?> _provider = new("--provider") { Description = "Whom to ask", HelpName = "NAME" };
    readonly Option<decimal?> _maxCost = new("--max-cost") { Description = "Dollars that the answer may cost; who could cost more is not asked", HelpName = "USD" };
    readonly Option<bool> _stream = new("--stream") { Description = "Print the answer as it arrives (default on a terminal and with --jsonl)" };
    readonly Option<bool> _noStream = new("--no-stream") { Description = "Have the provider answer in one piece" };

    public void AddTo(Command command)
    {
        _question.AddTo(command);
        foreach (var option in (Option[])[_provider, _maxCost, _stream, _noStream])
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="UsageException">A value is out of its range.</exception>
    public AskOptions Read(ParseResult parsed)
    {
        string[] mistakes =
        [
            .. _question.Mistakes(parsed),
            .. parsed.Mistakes(_maxCost, value => value is null or (>= 0 and <= 1_000_000), "dollars from 0 to 1000000"),
            .. parsed.GetValue(_stream) && parsed.GetValue(_noStream) ? (string[])["--stream and --no-stream do not go together."] : [],
        ];
        return mistakes.Length == 0 ? Valid(parsed) : throw new UsageException(mistakes);
    }

    AskOptions Valid(ParseResult parsed) => new(_question.Read(parsed))
    {
        Provider = parsed.GetValue(_provider),
        MaxCost = parsed.GetValue(_maxCost) is { } dollars ? Money.Of(dollars) : null,
        Stream = parsed.GetValue(_stream) ? true : parsed.GetValue(_noStream) ? false : null,
    };
}
