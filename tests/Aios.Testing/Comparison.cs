using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Microsoft.Extensions.AI;

namespace Aios.Testing;

/// <summary>Holds what a provider's client made of a recording against what is expected; what is null there was not on the wire.</summary>
public static class Comparison
{
    /// <param name="updates">All that came, also before a failure.</param>
    /// <param name="failure">What the client threw, if it did.</param>
    /// <returns>A line for each difference.</returns>
    public static IReadOnlyList<string> Differences(Recording recording, IReadOnlyList<ChatResponseUpdate> updates, Failure? failure)
    {
        var expected = recording.Expected;
        var contents = updates.SelectMany(update => update.Contents).ToList();
        var usage = contents.OfType<UsageContent>().Aggregate(Usage.None, (sum, each) => sum + Usage.Of(each.Details));
        var isUsageKnown = contents.OfType<UsageContent>().Any();
        var isPartial = Is(expected, "partial");
        var isError = recording.Status >= 400 || Text(expected, "error_message") is not null || Text(expected, "error_type") is not null;

        List<string> differences = [];
        void Compare(string name, object? actual, bool skip = false)
        {
            if (!skip && Text(expected, name) is { } wanted && wanted != (actual?.ToString() ?? ""))
            {
                differences.Add($"{name}: expected {Short(wanted)}, got {Short(actual?.ToString() ?? "nothing")}");
            }
        }

        Compare("text", string.Concat(contents.OfType<TextContent>().Select(text => text.Text)));
        Compare("thinking", string.Concat(contents.OfType<TextReasoningContent>().Select(text => text.Text)));
        Compare("refusal", string.Concat(contents.OfType<ErrorContent>().Where(content => content.ErrorCode == "refusal").Select(content => content.Message)));
        Compare("model", updates.LastOrDefault(update => update.ModelId is not null)?.ModelId, skip: isError);
        Compare("response_id", updates.LastOrDefault(update => update.ResponseId is not null)?.ResponseId, skip: isError);
        Compare("stop_reason", updates.LastOrDefault(update => update.AdditionalProperties?.ContainsKey(AnswerProperties.StopReason) == true)?
            .AdditionalProperties?[AnswerProperties.StopReason], skip: isError);
        Compare("error_type", failure?.ErrorType);
        Compare("error_code", failure?.ErrorCode);
        Compare("error_message", failure?.Message);
        CompareCalls("tool_calls", [.. contents.OfType<FunctionCallContent>().Where(call => !call.InformationalOnly)]);
        CompareCalls("server_tool_calls", [.. contents.OfType<FunctionCallContent>().Where(call => call.InformationalOnly)]);

        // A failure keeps what was counted; a whole answer says it once.
        var counted = failure is null ? usage : failure.Usage ?? usage;
        var known = isUsageKnown || failure?.Usage is not null;
        var anthropic = recording.Endpoint == "anthropic_messages";
        Compare("input_tokens", known ? anthropic ? counted.Input : counted.TotalInput : null, isError);
        Compare("total_input_tokens", known ? counted.TotalInput : null, isError);
        Compare("output_tokens", known ? counted.Output : null, isError);
        Compare("cached_input_tokens", known ? counted.CacheRead : null, isError);
        Compare("cache_write_tokens", known ? counted.CacheWrite : null, isError);
        Compare("reasoning_tokens", known ? counted.Reasoning : null, isError);

        if ((isError || isPartial) != (failure is not null))
        {
            differences.Add(failure is null ? "a failure was expected" : $"failed: {failure.Kind}: {Short(failure.Message)}");
        }

        if (failure is not null && isPartial && !isError && failure.Kind != FailureKind.Truncated)
        {
            differences.Add($"a cut answer is Truncated, not {failure.Kind}");
        }

        return differences;

        void CompareCalls(string name, List<FunctionCallContent> actual)
        {
            var wanted = expected.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
                ? list.EnumerateArray().Where(call => Text(call, "name") != "").ToList() // Snowflake's, which are no calls
                : [];
            if (isError && actual.Count == 0)
            {
                return;
            }

            if (wanted.Count != actual.Count)
            {
                differences.Add($"{name}: expected {wanted.Count}, got {actual.Count}");
                return;
            }

            foreach (var (want, got) in wanted.Zip(actual))
            {
                if (Text(want, "id") is { } id && id != got.CallId)
                {
                    differences.Add($"{name}: expected id {id}, got {got.CallId}");
                }

                if (Text(want, "name") is { } toolName && toolName != got.Name)
                {
                    differences.Add($"{name}: expected {toolName}, got {got.Name}");
                }

                if (want.TryGetProperty("arguments", out var arguments) && !JsonNode.DeepEquals(Node(arguments), Arguments(got)))
                {
                    differences.Add($"{name}: expected arguments {Short(arguments.GetRawText())}, got {Short(Arguments(got)?.ToJsonString() ?? "null")}");
                }
            }
        }
    }

    /// <summary>Arguments as JSON: an object, the raw text where they are no object, or null.</summary>
    static JsonNode? Arguments(FunctionCallContent call) =>
        call.RawArguments is { } raw ? Parsed(raw)
        : call.Arguments is null ? null
        : JsonSerializer.SerializeToNode(call.Arguments);

    static JsonNode? Parsed(string raw)
    {
        try
        {
            return JsonNode.Parse(raw);
        }
        catch (JsonException)
        {
            return JsonValue.Create(raw);
        }
    }

    static JsonNode? Node(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : JsonNode.Parse(element.GetRawText());

    static bool Is(JsonElement expected, string name) => expected.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    static string? Text(JsonElement expected, string name) => !expected.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    static string Short(string text) => text.Length <= 120 ? text : $"{text[..120]}…";
}
