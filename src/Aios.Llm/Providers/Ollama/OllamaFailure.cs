using System.Text.Json;
using Aios.Llm.Providers.Wire;

namespace Aios.Llm.Providers.Ollama;

/// <summary>What Ollama means by <c>{"error": "…"}</c>, which has no kind of its own: its status and its words are all there is.</summary>
static class OllamaFailure
{
    static readonly (string Words, FailureKind Kind)[] _words =
    [
        ("exceeds the available context size", FailureKind.ContextTooLong),
        ("exceed_context_size_error", FailureKind.ContextTooLong),
        ("longer than the context length", FailureKind.ContextTooLong),
        ("exceeds the context length", FailureKind.ContextTooLong),
        ("exceeds maximum context length", FailureKind.ContextTooLong),
        ("usage limit", FailureKind.QuotaExhausted), // of its cloud, with status 429
    ];

    /// <param name="status">Null for an error within an answer that had begun well.</param>
    public static Failure Of(JsonElement error, int? status, string model)
    {
        var message = error.Text("error") ?? error.Text("error", "message") ?? error.GetRawText();
        var kind = Kind(message, (int?)error.Count("status") ?? status);
        return new(kind, message)
        {
            HttpStatus = status,
            ErrorType = error.Text("error", "type"),
            ErrorCode = error.Word("error", "code"),
            Hint = kind switch
            {
                FailureKind.UnknownModel => $"Fetch the model: ollama pull {model}",
                FailureKind.Unauthorised => "Sign in: ollama signin",
                _ => null,
            },
        };
    }

    public static bool IsIn(JsonElement json) => json.At("error") is not null;

    static FailureKind Kind(string message, int? status) =>
        _words.FirstOrDefault(each => message.Contains(each.Words, StringComparison.OrdinalIgnoreCase)) is { Words: not null } said ? said.Kind
        : status is { } known and >= 300 ? StatusFailure.Kind(known)
        : FailureKind.Overloaded; // what broke was on its side, and may work next time
}
