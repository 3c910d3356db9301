using System.Text.Json;
using Aios.Llm.Providers.Wire;

namespace Aios.Llm.Providers.OpenAi;

/// <summary>An error as it was spelt, whoever imitated OpenAI's spelling.</summary>
/// <param name="Status">The HTTP status that an error inside a good answer would have had.</param>
sealed record OpenAiError(string? Message, string? Type, string? Code, int? Status)
{
    /// <summary>The error in a body or an event; null where there is none.</summary>
    /// <remarks>
    /// Known: <c>{"error":{…}}</c>, <c>{"error":"…"}</c>, <c>[{"error":{…}}]</c> (Gemini), <c>{"detail":…}</c> (FastAPI),
    /// <c>{"message":…,"code":…}</c> (Mistral, Azure), <c>{"errors":[…]}</c>, <c>{"object":"error",…}</c> (vLLM).
    /// </remarks>
    public static OpenAiError? In(JsonElement body) => body switch
    {
        { ValueKind: JsonValueKind.Array } => body.EnumerateArray().Select(In).FirstOrDefault(error => error is not null),
        { ValueKind: JsonValueKind.Object } => InObject(body),
        _ => null,
    };

    /// <summary>The members of an error object itself.</summary>
    public static OpenAiError Of(JsonElement error) => new(
        error.Text("message") ?? error.Text("msg") ?? error.Text("error"),
        error.Text("type"),
        error.Word("code"),
        StatusOf(error.Count("status") ?? error.Count("status_code") ?? error.Count("raw_status_code") ?? error.Count("code")));

    static OpenAiError? InObject(JsonElement body) => body.At("error") switch
    {
        { ValueKind: JsonValueKind.Object } error => Of(error),
        { ValueKind: JsonValueKind.String } error when error.GetString() is { Length: > 0 } message => Of(body) with { Message = message },
        _ => body.At("detail") is { } detail ? InDetail(detail)
            : body.Items("errors").FirstOrDefault() is { ValueKind: JsonValueKind.Object } first ? Of(first)
            : body.At("message") is { ValueKind: JsonValueKind.Object } message ? In(message)
            : body.Text("message") is not null && body.At("choices") is null && body.At("output") is null ? Of(body)
            : null,
    };

    static OpenAiError? InDetail(JsonElement detail) => detail.ValueKind switch
    {
        JsonValueKind.String => new(detail.GetString(), null, null, null),
        JsonValueKind.Object => In(detail),
        JsonValueKind.Array => new(string.Join("; ", detail.EnumerateArray().Select(each =>
            $"{string.Join('.', each.Items("loc").Select(part => part.ToString()))}: {each.Text("msg")}")), null, null, null),
        _ => null,
    };

    static int? StatusOf(long? number) => number is >= 300 and < 600 ? (int)number : null;
}
