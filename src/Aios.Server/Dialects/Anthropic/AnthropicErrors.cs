using System.Text.Json.Nodes;

namespace Aios.Server.Dialects.Anthropic;

/// <summary>Anthropic's errors: their types, words and shape.</summary>
static class AnthropicErrors
{
    public static VendorError Of(ErrorKind kind, string model) => kind switch
    {
        ErrorKind.BadRequest => new(400, "messages: Input should be a valid list", "invalid_request_error"),
        ErrorKind.NoKey => new(401, "x-api-key header is required", "authentication_error"),
        ErrorKind.WrongKey => new(401, "invalid x-api-key", "authentication_error"),
        ErrorKind.Forbidden => new(403, "Your API key does not have permission to use the specified resource.", "permission_error"),
        ErrorKind.UnknownModel => new(404, $"model: {model}", "not_found_error"),
        ErrorKind.NotFound => new(404, "Not found", "not_found_error"),
        ErrorKind.TimedOut => new(408, "Request timed out", "timeout_error"),
        ErrorKind.Conflict => new(409, "The request conflicts with another one.", "conflict_error"),
        ErrorKind.TooLarge => new(413, "Request exceeds the maximum size", "request_too_large"),
        ErrorKind.ContextTooLong => new(400, "prompt is too long: 210357 tokens > 200000 maximum", "invalid_request_error"),
        ErrorKind.RateLimited => new(429, "This request would exceed your organization's rate limit of 40,000 input tokens per minute.", "rate_limit_error"),
        ErrorKind.QuotaExhausted => new(400, "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.", "invalid_request_error"),
        ErrorKind.Internal => new(500, "Internal server error", "api_error"),
        ErrorKind.BadGateway => new(502, "Bad gateway", "api_error"),
        ErrorKind.Unavailable => new(503, "Service unavailable", "api_error"),
        ErrorKind.GatewayTimeout => new(504, "Request timed out", "timeout_error"),
        ErrorKind.Overloaded => new(529, "Overloaded", "overloaded_error"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such error."),
    };

    public static JsonObject Body(VendorError error, string requestId) => new()
    {
        ["type"] = "error",
        ["error"] = new JsonObject { ["type"] = error.Type ?? "invalid_request_error", ["message"] = error.Message },
        ["request_id"] = requestId,
    };
}
