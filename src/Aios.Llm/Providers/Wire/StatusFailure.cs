using System.Net;
using System.Text.RegularExpressions;

namespace Aios.Llm.Providers.Wire;

/// <summary>What a status means by itself, before anyone has read the body: RFC 9110, and what the vendors made of 408, 409 and 529.</summary>
static partial class StatusFailure
{
    public static FailureKind Kind(int status) => status switch
    {
        401 or 403 => FailureKind.Unauthorised,
        402 => FailureKind.QuotaExhausted,
        404 => FailureKind.UnknownModel,
        408 or 504 => FailureKind.TimedOut,
        409 or 425 => FailureKind.Overloaded, // a conflict with another request: it passes
        413 => FailureKind.ContextTooLong,
        429 => FailureKind.RateLimited,
        407 => FailureKind.Unreachable, // a proxy before the provider
        451 => FailureKind.Refused,
        >= 500 => FailureKind.Overloaded,
        >= 300 and < 400 => FailureKind.Unreachable,
        >= 400 => FailureKind.InvalidRequest,
        _ => FailureKind.Malformed,
    };

    /// <summary>Of an answer that is none of the API's: a proxy's page, a redirect, nothing at all.</summary>
    public static Failure Of(WireError error) =>
        error.Status is >= 300 and < 400 ? new(FailureKind.Unreachable, $"The address sends us on to {error.Headers.Location?.ToString() ?? "somewhere else"} ({error.Status}), and keys do not follow.")
        : IsPage(error.Text) ? new(FailureKind.Unreachable, NotTheApi(error.Text, $"status {error.Status}")) { IsWebPage = true }
        : new(Kind(error.Status), error.Text.Length == 0 ? $"Status {error.Status} and nothing more." : $"Status {error.Status}: {Short(error.Text)}");

    public static bool IsPage(string text) => text.AsSpan().TrimStart().StartsWith("<");

    /// <summary>For an answer that is a page: a proxy's, a login's, a parking lot's.</summary>
    public static string NotTheApi(string page, string where) =>
        $"Instead of the API a web page answered ({where}{(Title().Match(page) is { Success: true } title ? $", \"{Short(WebUtility.HtmlDecode(title.Groups[1].Value).Trim())}\"" : "")}), as proxies and login pages do.";

    static string Short(string text) => text.Length <= 300 ? text : $"{text[..300]}…";

    [GeneratedRegex("<title[^>]*>([^<]{1,300})", RegexOptions.IgnoreCase)]
    private static partial Regex Title();
}
