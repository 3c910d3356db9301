using System.CommandLine;
using Aios.Cli.Configuration;
using Microsoft.Extensions.AI;

namespace Aios.Cli.Commands;

/// <summary>A question as it is told on the command line.</summary>
sealed record QuestionOptions
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

    public string? System { get; init; }

    public int? MaxTokens { get; init; }

    public float? Temperature { get; init; }

    public ReasoningEffort? Reasoning { get; init; }
}

/// <summary>The arguments and options of commands that take a question, with their rules.</summary>
sealed class QuestionArguments
{
    static readonly string[] _efforts = ["none", "low", "medium", "high"];

    readonly Argument<string?> _prompt = new("prompt") { Description = "The question; - reads it from standard input, and so does none at all", Arity = ArgumentArity.ZeroOrOne };
    readonly Option<string[]> _file = new("--file", "-f") { Description = "A text to go with the question, - for standard input; can be given again", HelpName = "FILE" };
    readonly Option<string[]> _image = new("--image") { Description = "A picture, as a file or an address; can be given again", HelpName = "FILE|URL" };
    readonly Option<string[]> _document = new("--document") { Description = "A PDF; can be given again", HelpName = "FILE" };
    readonly Option<string[]> _tool = new("--tool") { Description = "Tools that may be called, defined in JSON; calls are printed, not run; can be given again", HelpName = "FILE" };
    readonly Option<string?> _schema = new("--schema") { Description = "A JSON schema that the answer keeps to", HelpName = "FILE" };
    readonly Option<string?> _model = new("--model", "-m") { Description = $"PROVIDER/MODEL or MODEL (also {Variables.Model})", HelpName = "MODEL" };
    readonly Option<string?> _system = new("--system") { Description = "What the model is told before the question", HelpName = "TEXT" };
    readonly Option<int?> _maxTokens = new("--max-tokens") { Description = "How long the answer may be (default: as long as the model can)", HelpName = "N" };
    readonly Option<float?> _temperature = new("--temperature") { Description = "From 0 to 2, where the model has such a thing", HelpName = "T" };
    readonly Option<string?> _reasoning = new("--reasoning") { Description = "How hard to think: none, low, medium or high", HelpName = "EFFORT" };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_prompt);
        foreach (var option in (Option[])[_file, _image, _document, _tool, _schema, _model, _system, _maxTokens, _temperature, _reasoning])
        {
            command.Options.Add(option);
        }
    }

    /// <returns>What is out of its range.</returns>
    public IEnumerable<string> Mistakes(ParseResult parsed) =>
    [
        .. parsed.Mistakes(_maxTokens, value => value is null or >= 1, "a whole number from 1"),
        .. parsed.Mistakes(_temperature, value => value is null or (>= 0 and <= 2), "a number from 0 to 2"),
        .. parsed.Mistakes(_reasoning, value => value is null || _efforts.Contains(value), "none, low, medium or high"),
        .. parsed.Mistakes(_model, value => value?.Contains('=', StringComparison.Ordinal) != true, "one model here; specialists are chosen for with build"),
    ];

    /// <summary>Where there are no mistakes.</summary>
    public QuestionOptions Read(ParseResult parsed) => new()
    {
        Prompt = parsed.GetValue(_prompt),
        Files = parsed.GetValue(_file) ?? [],
        Images = parsed.GetValue(_image) ?? [],
        Documents = parsed.GetValue(_document) ?? [],
        Tools = parsed.GetValue(_tool) ?? [],
        Schema = parsed.GetValue(_schema),
        Model = parsed.GetValue(_model),
        System = parsed.GetValue(_system),
        MaxTokens = parsed.GetValue(_maxTokens),
        Temperature = parsed.GetValue(_temperature),
        Reasoning = parsed.GetValue(_reasoning) is { } effort ? Enum.Parse<ReasoningEffort>(effort, ignoreCase: true) : null,
    };
}
