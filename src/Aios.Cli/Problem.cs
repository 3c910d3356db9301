using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Aios.Cli.Commands;
using Aios.Llm.Routing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Briefs;

namespace Aios.Cli;

/// <summary>Why the program could not do what it was asked, in the form in which <c>--json</c> prints it.</summary>
public sealed record Problem(string Code, string Message)
{
    /// <summary>What would help.</summary>
    public string? Hint { get; init; }

    public bool Retryable { get; init; }

    public string? Provider { get; init; }

    public int? HttpStatus { get; init; }

    public string? RequestId { get; init; }

    public decimal? CostUsd { get; init; }

    [JsonIgnore]
    public int ExitCode { get; init; } = Cli.ExitCode.Unexpected;

    /// <summary>The one place that gives each exception its exit code.</summary>
    public static Problem Of(Exception exception) => exception switch
    {
        UsageException usage => WrongUsage(usage.Mistakes),
        BriefException brief => new("bad_brief", brief.Message) { Hint = brief.Hint, ExitCode = Cli.ExitCode.WrongUsage },
        DeliveryException delivery => new("bad_output", delivery.Message) { Hint = delivery.Hint, ExitCode = Cli.ExitCode.WrongUsage },
        NoRouteAnsweredException noRoute => new("no_route", noRoute.Message) { Retryable = true, ExitCode = Cli.ExitCode.NoRoute },
        InvalidOperationException { InnerException: (UnauthorizedAccessException or IOException) and var inner } => Of(inner), // of the scheduler
        UnauthorizedAccessException or IOException => new("storage", exception.Message) { Hint = "Look at the folder's rights and the space that is left.", Retryable = true },
        _ => new("unexpected", exception.Message) { Hint = "This should not happen. Run again with --verbose for the whole story." },
    };

    public static Problem WrongUsage(IEnumerable<string> mistakes) =>
        new("wrong_usage", string.Join(" ", mistakes)) { Hint = "See: aios --help", ExitCode = Cli.ExitCode.WrongUsage };

    /// <summary>The same on one line.</summary>
    public string ToJsonLine() => JsonNode.Parse(ToJson())!.ToJsonString(); // a problem is an object

    public string ToJson() => JsonSerializer.Serialize(new ProblemDocument(this), ProblemJson.Default.ProblemDocument);
}

sealed record ProblemDocument(Problem Error);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ProblemDocument))]
sealed partial class ProblemJson : JsonSerializerContext;
