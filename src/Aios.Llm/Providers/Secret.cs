using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace Aios.Llm.Providers;

/// <summary>A key that cannot be printed and is given to one origin only.</summary>
/// <param name="origin">The scheme, host and port that may see it; of an address only these count.</param>
[DebuggerDisplay("secret")]
[JsonConverter(typeof(SecretConverter))]
public sealed class Secret(string value, Uri origin)
{
    const UriComponents Origin = UriComponents.SchemeAndServer;
    const string InItsPlace = "[key]";
    const int ShortestToTell = 12;

    readonly string[] _forms = Forms(value);

    /// <exception cref="InvalidOperationException">The address is of another origin.</exception>
    internal string RevealTo(Uri address) =>
        Uri.Compare(address, origin, Origin, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0
            ? value
            : throw new InvalidOperationException($"The key belongs to {origin.GetComponents(Origin, UriFormat.SafeUnescaped)} and is not sent elsewhere.");

    /// <summary>Puts a word in the place of the key wherever a text holds it, as it is or in base64, escaped or not.</summary>
    /// <remarks>Less than twelve characters are no secret, and may be any word: servers that want no key are given such things as "EMPTY".</remarks>
    public string Redact(string text) => _forms.Aggregate(text, (redacted, form) => redacted.Replace(form, InItsPlace, StringComparison.Ordinal));

    /// <summary>How many characters at the end of a text may be the beginning of the key.</summary>
    public int BegunAtTheEndOf(ReadOnlySpan<char> text)
    {
        var longest = 0;
        foreach (var form in _forms)
        {
            for (var length = Math.Min(form.Length - 1, text.Length); length > longest; length--)
            {
                if (text.EndsWith(form.AsSpan(0, length), StringComparison.Ordinal))
                {
                    longest = length;
                }
            }
        }

        return longest;
    }

    /// <summary>Enough to tell keys apart, too little to use one.</summary>
    public string Masked => value.Length >= 16 ? $"…{value[^4..]}" : "…";

    public override string ToString() => InItsPlace;

    /// <summary>The ways in which a key turns up in texts, the longest first, so that none hides within another.</summary>
    static string[] Forms(string value) => value.Length < ShortestToTell ? [] :
    [
        .. Enumerable.Range(0, 3).SelectMany(before => InBase64(value, before)).Prepend(value)
            .SelectMany(form => (string[])[form, Uri.EscapeDataString(form), JavaScriptEncoder.Default.Encode(form), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(form)])
            .Distinct()
            .OrderByDescending(form => form.Length),
    ];

    /// <summary>In both alphabets, and only those characters that do not depend on what stands beside the key.</summary>
    /// <param name="before">How many bytes stand before it in its group of three.</param>
    static IEnumerable<string> InBase64(string value, int before)
    {
        byte[] bytes = [.. new byte[before], .. Encoding.UTF8.GetBytes(value)];
        var from = (before * 8 + 5) / 6;
        var to = bytes.Length * 8 / 6;
        if (to - from >= ShortestToTell)
        {
            var form = Convert.ToBase64String(bytes)[from..to];
            yield return form;
            yield return form.Replace('+', '-').Replace('/', '_');
        }
    }
}
