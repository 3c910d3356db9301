using System.Text.RegularExpressions;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;

namespace Aios.Llm.Providers.OpenAi;

/// <summary>What errors of OpenAI's APIs mean: the code decides, then the words, then the status.</summary>
static partial class OpenAiFailure
{
    const int EnoughWords = 2000;

    /// <summary>Of an answer that is an error by its status.</summary>
    public static Failure Of(WireError error) =>
        Of(error.Json is { } body ? OpenAiError.In(body) : null, error.Status) is { Message.Length: > 0 } failure ? failure : StatusFailure.Of(error);

    /// <summary>Of an error inside an answer that was good by its status.</summary>
    public static ProviderException Inside(OpenAiError error, Usage? usage) =>
        new(Of(error with { Message = error.Message ?? "The provider ended the answer with an error and said no more." }, error.Status ?? 500) with
        {
            HttpStatus = null,
            Usage = usage,
        });

    static Failure Of(OpenAiError? error, int status) =>
        new(ByCode(error?.Code) ?? ByCode(error?.Type) ?? ByWords(error?.Message, status) ?? StatusFailure.Kind(status), error?.Message ?? "")
        {
            HttpStatus = status,
            ErrorType = error?.Type ?? (error?.Code is { } code && !int.TryParse(code, out _) ? code : null),
            ErrorCode = error?.Code,
        };

    static FailureKind? ByCode(string? code) => code?.ToLowerInvariant() switch
    {
        "invalid_api_key" or "authentication_error" or "invalid_authentication" or "permission_denied" or "account_deactivated" => FailureKind.Unauthorised,
        "insufficient_quota" or "billing_hard_limit_reached" or "billing_not_active" or "insufficient_balance" or "insufficient_credits" => FailureKind.QuotaExhausted,
        "rate_limit_exceeded" or "rate_limit_error" or "too_many_requests" or "slow_down" => FailureKind.RateLimited,
        "context_length_exceeded" or "context_window_exceeded" or "too_many_prompt_tokens" or "exceed_context_size_error" or "tokens_limit_reached"
            or "model_max_prompt_tokens_exceeded" or "string_above_max_length" or "request_too_large" => FailureKind.ContextTooLong,
        "model_not_found" or "invalid_model" or "unknown_model" or "model_not_supported" or "model_decommissioned" or "deploymentnotfound" => FailureKind.UnknownModel,
        "content_filter" or "content_policy_violation" or "responsibleaipolicyviolation" or "moderation_blocked" or "invalid_prompt"
            or "cyber_policy_violation" or "bio_policy_violation" => FailureKind.Refused,
        "overloaded_error" or "engine_overloaded" or "server_overloaded" or "server_is_overloaded" or "service_unavailable" => FailureKind.Overloaded,
        "tool_use_failed" => FailureKind.Malformed, // what the model wrote was no call of the tools that it has
        _ => null,
    };

    static FailureKind? ByWords(string? message, int status)
    {
        if (message is null || status is 401 or 403)
        {
            return null;
        }

        message = message.Length <= EnoughWords ? message : message[..EnoughWords];
        return TooLong().IsMatch(message) ? FailureKind.ContextTooLong
            : WrongKey().IsMatch(message) ? FailureKind.Unauthorised
            : NoMoney().IsMatch(message) ? FailureKind.QuotaExhausted
            : status is >= 400 and < 500 and not 429 && NoSuchModel().IsMatch(message) ? FailureKind.UnknownModel
            : status == 400 && Unwanted().IsMatch(message) ? FailureKind.Refused
            : null;
    }

    [GeneratedRegex(
        @"maximum context length|context (length|window|size)|maximum prompt length|too many (input |prompt )?tokens|you passed \d+ input tokens|token limit (reached|exceeded)"
        + @"|(prompt|input) is too long|length of all messages is too long|tokens\) is too large to process|exceeds? the (maximum|max) (number of )?(input )?tokens",
        RegexOptions.IgnoreCase)]
    private static partial Regex TooLong();

    [GeneratedRegex(@"(incorrect|invalid|wrong|missing|no) api[ -]?key|api[ -]?key (is )?(invalid|not valid|incorrect|missing)|authentication fails", RegexOptions.IgnoreCase)]
    private static partial Regex WrongKey();

    [GeneratedRegex(@"insufficient (balance|credit|quota|fund)|exceeded your current quota|credit balance|out of credits|requires more credits", RegexOptions.IgnoreCase)]
    private static partial Regex NoMoney();

    [GeneratedRegex(
        @"model\b.{0,200}\b(not found|not exist|does not exist|not supported|is unknown)|(invalid|unknown|no such) model|not a valid model|model not exist|no endpoints found for",
        RegexOptions.IgnoreCase)]
    private static partial Regex NoSuchModel();

    [GeneratedRegex(@"content (management )?policy|usage policy|flagged|safety system", RegexOptions.IgnoreCase)]
    private static partial Regex Unwanted();
}
