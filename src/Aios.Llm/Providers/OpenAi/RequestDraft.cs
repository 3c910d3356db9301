using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi;

/// <summary>A request that is being written: its body, and what could not be said.</summary>
/// <param name="thinker">Who is asked: whose thoughts may go back.</param>
sealed class RequestDraft(ModelRequest request, string thinker)
{
    /// <summary>Asked for where neither the caller nor the catalog says how long an answer may be.</summary>
    const int DefaultMaxOutput = 4096;

    /// <summary>Every blank and every escape is a token.</summary>
    static readonly JsonSerializerOptions _brief = new(AIJsonUtilities.DefaultOptions) { WriteIndented = false, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>From the least to the most.</summary>
    static readonly string[] _efforts = ["none", "minimal", "low", "medium", "high", "xhigh"];

    /// <summary>What every model that reasons takes; the others came one by one with later models, and earlier ones refuse them.</summary>
    static readonly string[] _commonEfforts = ["low", "medium", "high"];

    readonly List<string> _warnings = [];

    public JsonObject Body { get; } = [];

    public Model Model => request.Model;

    public IReadOnlyList<ChatMessage> Messages => request.Messages;

    public ChatOptions Options => request.Options;

    public bool Stream => request.Stream;

    public string Thinker => thinker;

    /// <summary>Sent always, so that the worst case is known; never more than a quarter of a small window by default.</summary>
    public int MaxOutput() => AnswerLength.Of(Model, Options, LeaveOut) ?? Math.Min(DefaultMaxOutput, Math.Max(1, (Model.ContextWindow ?? int.MaxValue) / 4));

    /// <summary>For what only tunes an answer; the caller is told once.</summary>
    public void LeaveOut(string sentence)
    {
        if (!_warnings.Contains(sentence))
        {
            _warnings.Add(sentence);
        }
    }

    /// <summary>For what an answer would be wrong without.</summary>
    public static ProviderException Refusal(string sentence) => new(new(FailureKind.InvalidRequest, sentence));

    public void Set<T>(string name, T? value)
        where T : struct
    {
        if (value is { } known)
        {
            Body[name] = JsonValue.Create(known);
        }
    }

    /// <summary>What a model that reasons may refuse.</summary>
    public void SetSampling(string name, float? value)
    {
        if (value is null)
        {
            return;
        }

        if (Model.Capabilities.Sampling == false)
        {
            LeaveOut($"{Model.Id} takes no {name}: it was left out.");
            return;
        }

        Body[name] = JsonValue.Create(decimal.Parse(value.Value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)); // 0.7 as it was meant, not 0.699999988
    }

    /// <summary>The texts of <see cref="OpenAiOptions"/>.</summary>
    public void SetTexts()
    {
        foreach (var name in OpenAiOptions.Texts)
        {
            if (OpenAiOptions.Of(Options, name) is string text)
            {
                Body[name] = text;
            }
        }
    }

    /// <summary>The body with the caller's own members in it, at a path of the API.</summary>
    public WireRequest At(string path)
    {
        if (Options.ContinuationToken is not null)
        {
            throw Refusal("An answer in the background cannot be gone on with here; ask again instead.");
        }

        if (Options.AllowBackgroundResponses == true)
        {
            LeaveOut("Answers in the background are not asked for: the answer comes while you wait.");
        }

        foreach (var (name, value) in OpenAiOptions.Of(Options, OpenAiOptions.Body) as JsonObject ?? [])
        {
            Body[name] = value?.DeepClone();
        }

        return new(path, Body) { Warnings = _warnings };
    }

    /// <summary>The word of effort that is asked for, or the nearest that the model takes; null where nothing is asked, or the model does not reason.</summary>
    public string? Effort()
    {
        if (Options.Reasoning?.Effort is not { } effort)
        {
            return null;
        }

        if (Model.Capabilities.Thinking == Thinking.None)
        {
            if (effort != ReasoningEffort.None)
            {
                LeaveOut($"{Model.Id} does not reason: the effort was left out.");
            }

            return null;
        }

        var asked = effort switch
        {
            ReasoningEffort.None => "none",
            ReasoningEffort.Low => "low",
            ReasoningEffort.Medium => "medium",
            ReasoningEffort.High => "high",
            ReasoningEffort.ExtraHigh => "xhigh",
            _ => throw Refusal($"There is no reasoning effort {effort}."),
        };
        var known = Model.Capabilities.Efforts ?? _commonEfforts;
        if (known.Contains(asked))
        {
            return asked;
        }

        var nearest = known.MinBy(word => Math.Abs(Array.IndexOf(_efforts, word) - Array.IndexOf(_efforts, asked)));
        LeaveOut($"{Model.Id} is not known to take the effort {asked}: it was asked for {nearest} instead.");
        return nearest;
    }

    /// <summary>What a tool has given back, where that is contents; null where it is anything else.</summary>
    public static IEnumerable<AIContent>? PartsOf(FunctionResultContent result) => result.Result switch
    {
        TextContent => null, // as good as a text
        AIContent one => [one],
        var other => other as IEnumerable<AIContent>,
    };

    /// <summary>JSON of whatever a tool has given back.</summary>
    public static string TextOf(FunctionResultContent result) => result.Result switch
    {
        null when result.Exception is { } exception => $"Error: {exception.Message}",
        null => "",
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!, // checked to be a string
        TextContent text => text.Text,
        var other => JsonSerializer.Serialize(other, _brief),
    };

    /// <summary>Arguments as JSON text: as the model wrote them where that is no object.</summary>
    public static string ArgumentsOf(FunctionCallContent call) =>
        call.RawArguments ?? (call.Arguments is null ? "{}" : JsonSerializer.Serialize(call.Arguments, _brief));
}
