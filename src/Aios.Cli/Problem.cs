using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Aios.Cli.Asking;
using Aios.Cli.Building;
using Aios.Cli.Choosing;
using Aios.Cli.Configuration;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Llm.Spending;
using Aios.Llm.Storage;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Artifacts.Applying;
using Aios.Workshop.Artifacts.Repositories;
using Aios.Workshop.Briefs;
using Aios.Workshop.Replaying;
using Aios.Workshop.Running;
using Aios.Workshop.Verification;

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

    /// <summary>What there is of an answer that ended badly; printed beside the error.</summary>
    [JsonIgnore]
    public JsonObject? Answer { get; init; }

    [JsonIgnore]
    public int ExitCode { get; init; } = Cli.ExitCode.Unexpected;

    /// <summary>The one place that gives each exception its exit code.</summary>
    public static Problem Of(Exception exception) => exception switch
    {
        UsageException usage => WrongUsage(usage.Mistakes),
        BuildBrokenException { InnerException: { } cause } broken => Of(cause).After(broken),
        BriefException brief => new("bad_brief", brief.Message) { Hint = brief.Hint, ExitCode = Cli.ExitCode.WrongUsage },
        DeliveryException delivery => new("bad_output", delivery.Message) { Hint = delivery.Hint, ExitCode = Cli.ExitCode.WrongUsage },
        ApplyConflictException conflict => new("conflict", conflict.Message) { Hint = conflict.Hint, ExitCode = Cli.ExitCode.WrongUsage },
        ArtifactPathException path => new("bad_path", path.Message) { Hint = "Remove that file from the run's own folder; no specialist could have written it.", ExitCode = Cli.ExitCode.Unexpected },
        WorkspaceException workspace => new("storage", workspace.Message) { Hint = workspace.Hint },
        ConfigurationException configuration => new("configuration", configuration.Message) { Hint = "See: aios config path", ExitCode = Cli.ExitCode.Configuration },
        KeyMissingException key => new("key_missing", key.Message) { Hint = key.Hint, Provider = key.Provider, ExitCode = Cli.ExitCode.Key },
        UnknownModelException { InnerException: NoRouteAnsweredException asked } model => FailureProblem.Of(asked) with
        {
            Code = "unknown_model",
            Message = model.Message,
            Hint = model.Hint,
            Retryable = false,
            ExitCode = Cli.ExitCode.WrongUsage,
        },
        UnknownModelException model => new("unknown_model", model.Message) { Hint = model.Hint, ExitCode = Cli.ExitCode.WrongUsage },
        BudgetExceededException budget => new("budget", budget.Message) { Hint = budget.Hint ?? "Allow more with --max-cost or aios budget set, or name a cheaper model with --model. See: aios budget show", ExitCode = Cli.ExitCode.Budget },
        LedgerUnavailableException { InnerException: StorageException storage } => Of(storage) with { Message = exception.Message },
        StorageException storage => new("storage", storage.Message) { Hint = storage.Hint, Retryable = storage.Problem is StorageProblem.Busy or StorageProblem.Full },
        SandboxUnavailableException sandbox => new("no_sandbox", sandbox.Message) { Hint = sandbox.Hint, ExitCode = Cli.ExitCode.NoSandbox },
        ToolsMissingException tools => new("tools_missing", tools.Message) { Hint = tools.Hint, ExitCode = Cli.ExitCode.NoSandbox },
        PackagesUnavailableException packages => new("packages_unavailable", packages.Message) { Hint = packages.Hint, Retryable = true, ExitCode = Cli.ExitCode.NoSandbox },
        NoRouteAnsweredException noRoute => FailureProblem.Of(noRoute),
        AnswerInterruptedException interrupted => FailureProblem.Of(interrupted.Failure) with { Message = interrupted.Message },
        AnswerIncompleteException incomplete => incomplete.Problem,
        UnaskedException unasked => FailureProblem.Of(unasked.Failure) with { Provider = unasked.Provider, CostUsd = 0 },
        ProviderException provider => FailureProblem.Of(provider.Failure),
        RecordingException recording => new("bad_recording", recording.Message) { Hint = "Make one: aios runs export RUN FILE", ExitCode = Cli.ExitCode.WrongUsage },
        RunLostException lost => new("run_lost", lost.Message) { Hint = "Look who is at work on it: aios runs", Retryable = true, ExitCode = Cli.ExitCode.Stopped },
        RunUnavailableException run => new("run_unavailable", run.Message) { Hint = run.Hint, ExitCode = Cli.ExitCode.WrongUsage },
        InvalidOperationException { InnerException: (UnauthorizedAccessException or IOException or LedgerUnavailableException or StorageException or RunLostException) and var inner } => Of(inner), // of the scheduler
        UnauthorizedAccessException or IOException => new("storage", exception.Message) { Hint = "Look at the folder's rights and the space that is left.", Retryable = true },
        _ => new("unexpected", exception.Message) { Hint = "This should not happen. Run again with --verbose for the whole story." },
    };

    /// <summary>With what has been paid before it came to this, and where that is.</summary>
    Problem After(BuildBrokenException broken) => this with
    {
        CostUsd = broken.Cost?.Dollars,
        Hint = string.Join(' ', ((string?[])[Hint, $"What was written is kept in {broken.Folder}"]).OfType<string>()),
    };

    public static Problem WrongUsage(IEnumerable<string> mistakes) =>
        new("wrong_usage", string.Join(" ", mistakes)) { Hint = "See: aios --help", ExitCode = Cli.ExitCode.WrongUsage };

    /// <summary>The same on one line.</summary>
    public string ToJsonLine() => JsonNode.Parse(ToJson())!.ToJsonString(); // a problem is an object

    public string ToJson() => JsonSerializer.Serialize(new ProblemDocument(this) { Answer = Answer }, ProblemJson.Default.ProblemDocument);
}

sealed record ProblemDocument(Problem Error)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? Answer { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ProblemDocument))]
sealed partial class ProblemJson : JsonSerializerContext;
