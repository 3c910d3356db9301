using System.Text.Json;

namespace Aios.Cli.Spending.Exports;

/// <summary>A usage export of a provider, in whichever of its forms.</summary>
/// <param name="Format">What it was taken for.</param>
sealed record Bill(string Format, IReadOnlyList<BillLine> Lines)
{
    /// <exception cref="UsageException">It is none that we know.</exception>
    public static Bill Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException([$"{path} cannot be read: {exception.Message}"]);
        }

        try
        {
            return text.TrimStart().StartsWith('{') || text.TrimStart().StartsWith('[') ? JsonBill.Read(text) : CsvBill.Read(text);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or OverflowException or InvalidOperationException or KeyNotFoundException)
        {
            throw new UsageException([$"{path} is no usage export that is known: {exception.Message}", "See docs/spending.md for those that are."]);
        }
    }
}
