using System.Globalization;
using System.Net.Http.Headers;

namespace Aios.Llm.Providers.Wire;

/// <summary>How long a provider asks to be left alone.</summary>
static class RetryAfter
{
    /// <summary>More than this is taken for a mistake of the provider's, and not believed.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>
    /// The wait of <c>retry-after-ms</c> or else <c>retry-after</c> (seconds or a date, RFC 9110 10.2.3); null where there is none, where it
    /// cannot be read, and where it is absurd. A date of the past is no wait.
    /// </summary>
    /// <remarks>A date is held against the provider's own clock where the answer says what that shows.</remarks>
    public static TimeSpan? Of(HttpResponseHeaders headers, DateTimeOffset now) =>
        Read(headers, "retry-after-ms") is { } milliseconds && Number(milliseconds) is { } thousandths ? Believed(thousandths / 1000)
        : Read(headers, "retry-after") is not { } text ? null
        : Number(text) is { } seconds ? Believed(seconds)
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? Believed(Math.Max(0, (date - (headers.Date ?? now)).TotalSeconds))
        : null;

    static string? Read(HttpResponseHeaders headers, string name) => headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    static TimeSpan? Believed(double seconds) => seconds >= 0 && seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
}
