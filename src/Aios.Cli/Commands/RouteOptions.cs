using System.CommandLine;
using Aios.Llm.Routing;
using Aios.Llm.Routing.Policies;
using Aios.Llm.Spending;
using Aios.Workshop.Specialists;

namespace Aios.Cli.Commands;

/// <summary>What <c>route</c> was told on the command line.</summary>
/// <param name="Question">As <c>ask</c> would be told.</param>
sealed record RouteOptions(AskOptions Question)
{
    public string? Specialist { get; init; }

    public string Kind { get; init; } = RouteRequest.Question;

    public int? Complexity { get; init; }

    public string? Policy { get; init; }

    public long? ExpectedOutput { get; init; }

    public bool StaysHere { get; init; }

    /// <summary>Every model that could be asked is a candidate, whatever is chosen or configured.</summary>
    public bool All { get; init; }

    public RouteRequest ToRequest(Asking.Question question) => new(question.Messages, question.Options)
    {
        Kind = Kind,
        Complexity = Complexity,
        Policy = Policy,
        ExpectedOutput = ExpectedOutput,
        StaysHere = StaysHere,
        Spender = Specialist is null ? Spender.Anyone : new() { Specialist = Specialist },
    };
}

/// <summary>The arguments and options of <c>route</c>, with their rules.</summary>
sealed class RouteArguments
{
    readonly Argument<string?> _prompt = new("prompt") { Description = "The question; - reads it from standard input, and so does none at all", Arity = ArgumentArity.ZeroOrOne };
    readonly Option<string[]> _file = new("--file", "-f") { Description = "A text to go with the question, - for standard input; can be given again", HelpName = "FILE" };
    readonly Option<string[]> _image = new("--image") { Description = "A picture; can be given again", HelpName = "FILE|URL" };
    readonly Option<string[]> _document = new("--document") { Description = "A PDF; can be given again", HelpName = "FILE" };
    readonly Option<string[]> _tool = new("--tool") { Description = "Tools that may be called, defined in JSON; can be given again", HelpName = "FILE" };
    readonly Option<string?> _schema = new("--schema") { Description = "A JSON schema that the answer is to keep to", HelpName = "FILE" };
    readonly Option<int?> _maxTokens = new("--max-tokens") { Description = "How long the answer may be", HelpName = "N" };
    readonly Option<string?> _model = new("--model", "-m") { Description = "As if it had been chosen", HelpName = "MODEL" };
    readonly Option<string?> _specialist = new("--specialist") { Description = $"Who asks: {string.Join(", ", Team.Roles)}", HelpName = "NAME" };
    readonly Option<string?> _kind = new("--kind") { Description = "The kind of task, such as backend/router (default: question)", HelpName = "KIND" };
    readonly Option<int?> _complexity = new("--complexity") { Description = "From 1 to 10", HelpName = "N" };
    readonly Option<int?> _output = new("--expect") { Description = "How long the answer will be, in tokens (default: as history has it)", HelpName = "N" };
    readonly Option<string?> _policy = new("--policy") { Description = string.Join(", ", PolicyTable.Names), HelpName = "NAME" };
    readonly Option<bool> _local = new("--stays-here") { Description = "Nothing of it may leave this machine" };
    readonly Option<bool> _all = new("--all") { Description = "Decide among everything that could be asked" };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_prompt);
        foreach (var option in (Option[])[_file, _image, _document, _tool, _schema, _maxTokens, _model, _specialist, _kind, _complexity, _output, _policy, _local, _all])
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="UsageException">A value is out of its range.</exception>
    public RouteOptions Read(ParseResult parsed)
    {
        string[] mistakes =
        [
            .. parsed.Mistakes(_maxTokens, value => value is null or >= 1, "a whole number from 1"),
            .. parsed.Mistakes(_output, value => value is null or >= 1, "a whole number from 1"),
            .. parsed.Mistakes(_complexity, value => value is null or (>= 1 and <= 10), "a whole number from 1 to 10"),
            .. parsed.Mistakes(_policy, value => value is null || PolicyTable.Names.Contains(value), $"one of {string.Join(", ", PolicyTable.Names)}"),
            .. parsed.Mistakes(_specialist, value => value is null || Team.Roles.Contains(value), $"one of {string.Join(", ", Team.Roles)}"),
            .. parsed.Mistakes(_model, value => value?.Contains('=', StringComparison.Ordinal) != true, "one model"),
        ];
        return mistakes.Length == 0 ? Valid(parsed) : throw new UsageException(mistakes);
    }

    RouteOptions Valid(ParseResult parsed) => new(new AskOptions
    {
        Prompt = parsed.GetValue(_prompt),
        Files = parsed.GetValue(_file) ?? [],
        Images = parsed.GetValue(_image) ?? [],
        Documents = parsed.GetValue(_document) ?? [],
        Tools = parsed.GetValue(_tool) ?? [],
        Schema = parsed.GetValue(_schema),
        MaxTokens = parsed.GetValue(_maxTokens),
        Model = parsed.GetValue(_model),
    })
    {
        Specialist = parsed.GetValue(_specialist),
        Kind = parsed.GetValue(_kind) ?? RouteRequest.Question,
        Complexity = parsed.GetValue(_complexity),
        ExpectedOutput = parsed.GetValue(_output),
        Policy = parsed.GetValue(_policy),
        StaysHere = parsed.GetValue(_local),
        All = parsed.GetValue(_all),
    };
}
