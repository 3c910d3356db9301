using System.CommandLine;
using Aios.Cli.Configuration;
using Aios.Llm.Spending;
using Microsoft.Extensions.AI;

namespace Aios.Cli.Commands;

/// <summary>What <c>ask</c> was told on the command line.</summary>
sealed record AskOptions
{
    /// <summary>The question; <c>-</c> for standard input, null where files or standard input say it.</summary>
    public string? Prompt { get; init; }

    /// <summary>Texts to go with the question; <c>-</c> is standard input.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Files, or addresses that the provider fetches itself.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    public IReadOnlyList<string> Documents { get; init; } = [];

    public IReadOnlyList<string> Tools { get; init; } = [];

    public string? Schema { get; init; }

    public string? Model { get; init; }

    public string? Provider { get; init; }

    public string? System { get; init; }

    /// <summary>Null leaves it to the settings.</summary>
    public Money? MaxCost { get; init; }

    public int? MaxTokens { get; init; }

    public float? Temperature { get; init; }

    public ReasoningEffort? Reasoning { get; init; }

    /// <summary>Null leaves it to where the answer goes.</summary>
    public bool? Stream { get; init; }
}

/// <summary>The arguments and options of <c>ask</c>, with their rules.</summary>
sealed class AskArguments
{
    static readonly string[] _efforts = ["none", "low", "medium", "high"];

    readonly Argument<string?> _prompt = new("prompt") { Description = "The question; - reads it from standard input, and so does none at all", Arity = ArgumentArity.ZeroOrOne };
    readonly Option<string[]> _file = new("--file", "-f") { Description = "A text to go with the question, - for standard input; can be given again", HelpName = "FILE" };
    readonly Option<string[]> _image = new("--image") { Description = "A picture, as a file or an address; can be given again", HelpName = "FILE|URL" };
    readonly Option<string[]> _document = new("--document") { Description = "A PDF; can be given again", HelpName = "FILE" };
    readonly Option<string[]> _tool = new("--tool") { Description = "Tools that may be called, defined in JSON; calls are printed, not run; can be given again", HelpName = "FILE" };
    readonly Option<string?> _schema = new("--schema") { Description = "A JSON schema that the answer keeps to", HelpName = "FILE" };
    readonly Option<string?> _model = new("--model", "-m") { Description = $"PROVIDER/MODEL or MODEL (also {Variables.Model})", HelpName = "MODEL" };
    readonly Option<string?> _provider = new("--provider") { Description = "Whom to ask", HelpName = "NAME" };
    readonly Option<string?> _system = new("--system") { Description = "What the model is told before the question", HelpName = "TEXT" };
    readonly Option<decimal?> _maxCost = new("--max-cost") { Description = "Dollars that the answer may cost; who could cost more is not asked", HelpName = "USD" };
    readonly Option<int?> _maxTokens = new("--max-tokens") { Description = "How long the answer may be (default: as long as the model can)", HelpName = "N" };
    readonly Option<float?> _temperature = new("--temperature") { Description = "From 0 to 2, where the model has such a thing", HelpName = "T" };
    readonly Option<string?> _reasoning = new("--reasoning") { Description = "How hard to think: none, low, medium or high", HelpName = "EFFORT" };
    readonly Option<bool> _stream = new("--stream") { Description = "Print the answer as it arrives (default on a terminal and with --jsonl)" };
    readonly Option<bool> _noStream = new("--no-stream") { Description = "Have the provider answer in one piece" };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_prompt);
        foreach (var option in (Option[])[_file, _image, _document, _tool, _schema, _model, _provider, _system, _maxCost, _maxTokens, _temperature, _reasoning, _stream, _noStream])
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="UsageException">A value is out of its range.</exception>
    public AskOptions Read(ParseResult parsed)
    {
        string[] mistakes =
        [
            .. parsed.Mistakes(_maxCost, value => value is null or (>= 0 and <= 1_000_000), "dollars from 0 to 1000000"),
            .. parsed.Mistakes(_maxTokens, value => value is null or >= 1, "a whole number from 1"),
            .. parsed.Mistakes(_temperature, value => value is null or (>= 0 and <= 2), "a number from 0 to 2"),
            .. parsed.Mistakes(_reasoning, value => value is null || _efforts.Contains(value), "none, low, medium or high"),
            .. parsed.GetValue(_stream) && parsed.GetValue(_noStream) ? (string[])["--stream and --no-stream do not go together."] : [],
        ];
        return mistakes.Length == 0 ? Valid(parsed) : throw new UsageException(mistakes);
    }

    AskOptions Valid(ParseResult parsed) => new()
    {
        Prompt = parsed.GetValue(_prompt),
        Files = parsed.GetValue(_file) ?? [],
        Images = parsed.GetValue(_image) ?? [],
        Documents = parsed.GetValue(_document) ?? [],
        Tools = parsed.GetValue(_tool) ?? [],
        Schema = parsed.GetValue(_schema),
        Model = parsed.GetValue(_model),
        Provider = parsed.GetValue(_provider),
        System = parsed.GetValue(_system),
        MaxCost = parsed.GetValue(_maxCost) is { } dollars ? Money.Of(dollars) : null,
        MaxTokens = parsed.GetValue(_maxTokens),
        Temperature = parsed.GetValue(_temperature),
        Reasoning = parsed.GetValue(_reasoning) is { } effort ? Enum.Parse<ReasoningEffort>(effort, ignoreCase: true) : null,
        Stream = parsed.GetValue(_stream) ? true : parsed.GetValue(_noStream) ? false : null,
    };
}
