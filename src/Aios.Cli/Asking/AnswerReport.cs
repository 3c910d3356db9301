using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Llm.Spending;
using Microsoft.Extensions.AI;

namespace Aios.Cli.Asking;

/// <summary>An answer and what became known on the way to it, as <c>ask --json</c> prints it.</summary>
sealed class AnswerReport(ChatResponse response, ModelCall call, TimeSpan took, TimeSpan? firstToken)
{
    readonly AIContent[] _contents = [.. response.Messages.SelectMany(message => message.Contents)];

    public string Text => string.Concat(_contents.OfType<TextContent>().Select(content => content.Text));

    public string Reasoning => string.Concat(_contents.OfType<TextReasoningContent>().Select(content => content.Text));

    /// <summary>Those that the caller is to make; a provider makes others itself.</summary>
    public IEnumerable<FunctionCallContent> Calls => _contents.OfType<FunctionCallContent>().Where(content => !content.InformationalOnly);

    public string? StopReason => response.FinishReason?.Value;

    /// <summary>What the provider says instead of an answer; null where it answers.</summary>
    public string? Refusal =>
        _contents.OfType<ErrorContent>().FirstOrDefault(content => content.ErrorCode == "refusal") is { } refusal ? refusal.Message
        : response.FinishReason == ChatFinishReason.ContentFilter ? "The provider's content filter ended the answer."
        : null;

    /// <summary>Who answered last, or had been paid for the answer before.</summary>
    public string Provider => call.Reused?.Provider ?? call.Attempts[^1].Route.Provider.Name;

    public string Model => call.Reused?.Model ?? call.Attempts[^1].Route.Model.Id;

    /// <summary>What the answer cost when it was paid for; nothing where it was paid for now.</summary>
    public Money Saved => call.Reused?.Cost ?? Money.Zero;

    public Usage Usage => call.Attempts.Aggregate(Usage.None, (sum, attempt) => sum + attempt.Usage);

    /// <summary>Of all attempts; null as soon as one's is unknown.</summary>
    public Money? Cost => call.Attempts.Aggregate((Money?)Money.Zero, (sum, attempt) => sum + attempt.Cost);

    public TimeSpan Took => took;

    /// <summary>Good to know, though there is an answer.</summary>
    public IReadOnlyList<string> Warnings =>
    [
        .. Llm.Providers.Warnings.In(_contents).Select(warning => warning.Message),
        .. response.FinishReason == ChatFinishReason.Length ? (string[])["The answer was cut off at its greatest length. Allow more with --max-tokens, if the model can."] : [],
        .. Calls.Select(call => call.Exception?.Message).OfType<string>(),
        .. OtherModel is { } other ? (string[])[$"The provider says that {other} has answered."] : [],
    ];

    public JsonObject ToJson() => new()
    {
        ["text"] = Text,
        ["reasoning"] = Reasoning,
        ["tool_calls"] = new JsonArray([.. Calls.Select(each => new JsonObject { ["name"] = each.Name, ["arguments"] = Arguments(each) })]),
        ["stop_reason"] = StopReason,
        ["provider"] = Provider,
        ["model"] = Model,
        ["usage"] = new JsonObject
        {
            ["input"] = Usage.Input,
            ["cache_read"] = Usage.CacheRead,
            ["cache_write"] = Usage.CacheWrite,
            ["output"] = Usage.Output,
            ["reasoning"] = Usage.Reasoning,
        },
        ["cost_usd"] = Cost?.Dollars,
        ["seconds"] = Seconds(took),
        ["first_token_seconds"] = firstToken is { } first ? Seconds(first) : null,
        ["attempts"] = new JsonArray([.. call.Attempts.Select(Attempt)]),
        ["warnings"] = new JsonArray([.. Warnings.Select(warning => JsonValue.Create(warning))]),
        ["saved_usd"] = Saved.Dollars,
    };

    /// <summary>What the model wrote, where that is no object.</summary>
    public static JsonNode? Arguments(FunctionCallContent call) =>
        call.RawArguments is { } raw ? JsonValue.Create(raw)
        : new JsonObject((call.Arguments ?? new Dictionary<string, object?>()).Select(argument => KeyValuePair.Create(argument.Key, Node(argument.Value))));

    static JsonNode? Node(object? value) => value switch
    {
        null => null,
        JsonElement element => JsonNode.Parse(element.GetRawText()),
        JsonNode node => node.DeepClone(),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        _ => JsonNode.Parse(JsonSerializer.Serialize(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType()))),
    };

    static JsonObject Attempt(Attempt attempt) => new()
    {
        ["provider"] = attempt.Route.Provider.Name,
        ["endpoint"] = attempt.Route.Provider.Endpoint,
        ["model"] = attempt.Route.Model.Id,
        ["outcome"] = attempt.Failure is { } failure ? JsonNamingPolicy.SnakeCaseLower.ConvertName(failure.Kind.ToString()) : "answered",
        ["cost_usd"] = attempt.Cost?.Dollars,
        ["seconds"] = Seconds(attempt.Took),
    };

    static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 6);

    /// <summary>A longer name of the same model, as a version has, is no other model.</summary>
    string? OtherModel => call.Attempts is [.., { Route.Model: var asked }] && response.ModelId is { Length: > 0 } said
        && !said.Contains(asked.Id, StringComparison.OrdinalIgnoreCase) && !asked.Id.Contains(said, StringComparison.OrdinalIgnoreCase) && !asked.Aliases.Contains(said) ? said : null;
}
