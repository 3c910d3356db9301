using System.Text.Json.Nodes;

namespace Aios.Server.Dialects.OpenAi;

/// <summary>OpenAI's errors, which both of its dialects share: their types, codes, words and shape.</summary>
static class OpenAiErrors
{
    const string Invalid = "invalid_request_error";
    const string Server = "server_error";

    public static VendorError Of(ErrorKind kind, string model) => kind switch
    {
        ErrorKind.BadRequest => new(400, "We could not parse the JSON body of your request.", Invalid),
        ErrorKind.NoKey => new(401, "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY). You can obtain an API key from https://platform.openai.com/account/api-keys.", Invalid),
        ErrorKind.WrongKey => new(401, "Incorrect API key provided. You can find your API key at https://platform.openai.com/account/api-keys.", Invalid, "invalid_api_key"),
        ErrorKind.Forbidden => new(403, "Country, region, or territory not supported", "request_forbidden", "unsupported_country_region_territory"),
        ErrorKind.UnknownModel => new(404, $"The model `{model}` does not exist or you do not have access to it.", Invalid, "model_not_found"),
        ErrorKind.NotFound => new(404, "Invalid URL", Invalid),
        ErrorKind.TimedOut => new(408, "Request timed out.", Server),
        ErrorKind.Conflict => new(409, "The request conflicts with another one.", Invalid),
        ErrorKind.TooLarge => new(413, "Maximum content size limit exceeded.", Server),
        ErrorKind.ContextTooLong => new(400, "This model's maximum context length is 128000 tokens. However, your messages resulted in 130012 tokens. Please reduce the length of the messages.", Invalid, "context_length_exceeded", "messages"),
        ErrorKind.RateLimited => new(429, $"Rate limit reached for {model} on tokens per min (TPM): Limit 30000, Used 29650, Requested 1200. Please try again in 1.7s. Visit https://platform.openai.com/account/rate-limits to learn more.", "tokens", "rate_limit_exceeded"),
        ErrorKind.QuotaExhausted => new(429, "You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.", "insufficient_quota", "insufficient_quota"),
        ErrorKind.Internal => new(500, "The server had an error while processing your request. Sorry about that!", Server),
        ErrorKind.BadGateway => new(502, "Bad gateway.", Server),
        ErrorKind.Unavailable => new(503, "The server is currently unavailable. Please try again later.", Server),
        ErrorKind.GatewayTimeout => new(504, "The request timed out. Please try again.", Server),
        ErrorKind.Overloaded => new(503, "The engine is currently overloaded, please try again later", Server, "server_overloaded"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such error."),
    };

    public static JsonObject Body(VendorError error) => new() { ["error"] = Inner(error) };

    public static JsonObject Inner(VendorError error) => new()
    {
        ["message"] = error.Message,
        ["type"] = error.Type ?? Invalid,
        ["param"] = error.Param,
        ["code"] = error.Code,
    };

    public static RequestRefusedException Refuse(string message, string? param = null, string? code = null) => new(new(400, message, Invalid, code, param));

    public static RequestRefusedException Missing(string param) => Refuse($"Missing required parameter: '{param}'.", param, "missing_required_parameter");

    public static RequestRefusedException WrongType(string param, string expected) => Refuse($"Invalid type for '{param}': expected {expected}.", param, "invalid_type");

    public static RequestRefusedException WrongValue(string? value, string param, params IEnumerable<string> supported) =>
        Refuse($"Invalid value: '{value}'. Supported values are: {string.Join(", ", supported.Select(each => $"'{each}'"))}.", param, "invalid_value");
}
