using System.Globalization;

namespace Aios.Llm.Models;

/// <summary>An id with the day of a version after it, as in <c>name-20250929</c> and <c>name-2025-08-07</c>.</summary>
static class DatedId
{
    /// <summary>The id without its date; null where there is none, or more than one.</summary>
    public static string? Undated(string id) => Stem(id) is { } stem && Stem(stem) is null ? stem : null;

    static string? Stem(string id) => Without(id, "-yyyyMMdd") ?? Without(id, "-yyyy-MM-dd");

    static string? Without(string id, string format) =>
        id.Length > format.Length && DateOnly.TryParseExact(id[^format.Length..], format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? id[..^format.Length]
            : null;
}
