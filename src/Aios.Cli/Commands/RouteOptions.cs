using System.CommandLine;
using Aios.Llm.Routing;
using Aios.Llm.Routing.Policies;
using Aios.Llm.Spending;
using Aios.Workshop.Specialists;

namespace Aios.Cli.Commands;

/// <summary>What <c>route</c> was told on the command line.</summary>
sealed record RouteOptions(QuestionOptions Question)
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
    readonly QuestionArguments _question = new();
    readonly Option<string?> _specialist = new("--specialist") { Description = $"Who asks: {string.Join(", ", Team.Roles)}", HelpName = "NAME" };
    readonly Option<string?> _kind = new("--kind") { Description = "The kind of task, such as backend/router (default: question)", HelpName = "KIND" };
    readonly Option<int?> _complexity = new("--complexity") { Description = "From 1 to 10", HelpName = "N" };
    readonly Option<int?> _output = new("--expect") { Description = "How long the answer will be, in tokens (default: as history has it)", HelpName = "N" };
    readonly Option<string?> _policy = new("--policy") { Description = string.Join(", ", PolicyTable.Names), HelpName = "NAME" };
    readonly Option<bool> _local = new("--stays-here") { Description = "Nothing of it may leave this machine" };
    readonly Option<bool> _all = new("--all") { Description = "Decide among everything that could be asked" };

    public void AddTo(Command command)
    {
        _question.AddTo(command);
        foreach (var option in (Option[])[_specialist, _kind, _complexity, _output, _policy, _local, _all])
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="UsageException">A value is out of its range.</exception>
    public RouteOptions Read(ParseResult parsed)
    {
        string[] mistakes =
        [
            .. _question.Mistakes(parsed),
            .. parsed.Mistakes(_output, value => value is null or >= 1, "a whole number from 1"),
            .. parsed.Mistakes(_complexity, value => value is null or (>= 1 and <= 10), "a whole number from 1 to 10"),
            .. parsed.Mistakes(_policy, value => value is null || PolicyTable.Names.Contains(value), $"one of {string.Join(", ", PolicyTable.Names)}"),
            .. parsed.Mistakes(_specialist, value => value is null || Team.Roles.Contains(value), $"one of {string.Join(", ", Team.Roles)}"),
        ];
        return mistakes.Length == 0 ? Valid(parsed) : throw new UsageException(mistakes);
    }

    RouteOptions Valid(ParseResult parsed) => new(_question.Read(parsed))
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
