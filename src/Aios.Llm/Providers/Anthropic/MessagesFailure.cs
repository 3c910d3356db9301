using System.Text.Json;
using Aios.Llm.Providers.Wire;

namespace Aios.Llm.Providers.Anthropic;

/// <summary>What an error of the Messages API means, be it an answer by itself or the end of a stream.</summary>
static class MessagesFailure
{
    /// <param name="status">Null where the error came inside an answer that had begun well.</param>
    public static Failure Of(JsonElement json, int? status)
    {
        var error = json.At("error") ?? json;
        var type = error.Text("type") is { } name and not "error" ? name : null;
        // Those who copied the API also say {"error": "…"}, {"message": "…"} and {"detail": "…"}.
        var message = error.Text("message") ?? json.Text("error") ?? json.Text("message") ?? json.Text("detail") ?? type ?? "The provider reports an error and does not say which.";
        return new(KindByWords(message) ?? KindByType(type) ?? StatusFailure.Kind(status ?? 500), message)
        {
            ErrorType = type,
            ErrorCode = error.Word("code"),
            RequestId = json.Text("request_id"),
        };
    }

    static FailureKind? KindByType(string? type) => type switch
    {
        "authentication_error" or "permission_error" => FailureKind.Unauthorised,
        "billing_error" => FailureKind.QuotaExhausted,
        "not_found_error" => FailureKind.UnknownModel,
        "request_too_large" => FailureKind.ContextTooLong,
        "rate_limit_error" => FailureKind.RateLimited,
        "timeout_error" => FailureKind.TimedOut,
        "api_error" or "overloaded_error" or "conflict_error" => FailureKind.Overloaded,
        "invalid_request_error" => FailureKind.InvalidRequest,
        _ => null,
    };

    /// <summary>What hides behind <c>invalid_request_error</c> and <c>rate_limit_error</c>, which the API tells apart by its words only.</summary>
    static FailureKind? KindByWords(string message)
    {
        bool Says(string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);
        return
            Says("prompt is too long") || Says("exceed context limit") || Says("exceeds the context window") || Says("exceed the context window") ? FailureKind.ContextTooLong
            : Says("credit balance is too low") || Says("API usage limits") || Says("spend limit") ? FailureKind.QuotaExhausted
            : Says("blocked by content filtering") ? FailureKind.Refused
            : null;
    }
}
