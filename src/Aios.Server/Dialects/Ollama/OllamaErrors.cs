namespace Aios.Server.Dialects.Ollama;

/// <summary>Ollama's errors: a status and a sentence.</summary>
static class OllamaErrors
{
    public static VendorError Of(ErrorKind kind, string model) => kind switch
    {
        ErrorKind.BadRequest => new(400, "invalid character '}' looking for beginning of value"),
        ErrorKind.NoKey or ErrorKind.WrongKey => new(401, "unauthorized"),
        ErrorKind.Forbidden => new(403, "forbidden"),
        ErrorKind.UnknownModel => new(404, $"model '{model}' not found"),
        ErrorKind.NotFound => new(404, "404 page not found"),
        ErrorKind.TimedOut => new(408, "request timed out"),
        ErrorKind.Conflict => new(409, "conflict"),
        ErrorKind.TooLarge => new(413, "request body too large"),
        ErrorKind.ContextTooLong => new(400, "the input length exceeds the context length"),
        ErrorKind.RateLimited => new(429, "too many requests"),
        ErrorKind.QuotaExhausted => new(429, "you've reached your hourly usage limit, please upgrade to continue"),
        ErrorKind.Internal => new(500, "llama runner process has terminated: exit status 2"),
        ErrorKind.BadGateway => new(502, "bad gateway"),
        ErrorKind.Unavailable or ErrorKind.Overloaded => new(503, "server busy, please try again.  maximum pending requests exceeded"),
        ErrorKind.GatewayTimeout => new(504, "timed out waiting for llama runner to start"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such error."),
    };

    public static RequestRefusedException Refuse(string message) => new(new(400, message));
}
