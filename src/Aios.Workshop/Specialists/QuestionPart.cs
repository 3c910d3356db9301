using System.Security.Cryptography;
using System.Text;

namespace Aios.Workshop.Specialists;

/// <summary>One of the texts that a question is made of: guidelines, a slice of the contract, a file.</summary>
/// <param name="Sum">Over the text: the same text has the same, whoever is sent it.</param>
public sealed record QuestionPart(string Sum, int Tokens)
{
    // As the router reckons, whatever the model's own vocabulary: what is compared is one run with itself.
    const int BytesPerToken = 4;

    public static QuestionPart Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return new(Convert.ToHexStringLower(SHA256.HashData(bytes))[..12], TokensOf(bytes.Length));
    }

    /// <summary>What of a text is left when these parts are taken out of it.</summary>
    public static QuestionPart Around(string whole, IEnumerable<string> parts) =>
        Of(whole) with { Tokens = TokensOf(Math.Max(0, Encoding.UTF8.GetByteCount(whole) - parts.Sum(Encoding.UTF8.GetByteCount))) };

    public static int TokensOf(string text) => TokensOf(Encoding.UTF8.GetByteCount(text));

    static int TokensOf(int bytes) => (bytes + BytesPerToken - 1) / BytesPerToken;
}
