using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Aios.Llm.Providers;

/// <summary>A key that cannot be printed and is given to one origin only.</summary>
/// <param name="origin">The scheme, host and port that may see it; of an address only these count.</param>
[DebuggerDisplay("secret")]
[JsonConverter(typeof(SecretConverter))]
public sealed class Secret(string value, Uri origin)
{
    const UriComponents Origin = UriComponents.SchemeAndServer;

    /// <exception cref="InvalidOperationException">The address is of another origin.</exception>
    internal string RevealTo(Uri address) =>
        Uri.Compare(address, origin, Origin, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0
            ? value
            : throw new InvalidOperationException($"The key belongs to {origin.GetComponents(Origin, UriFormat.SafeUnescaped)} and is not sent elsewhere.");

    /// <summary>Puts a word in the place of the key wherever a text holds it.</summary>
    public string Redact(string text) => value.Length == 0 ? text : text.Replace(value, "[key]", StringComparison.Ordinal);

    /// <summary>Enough to tell keys apart, too little to use one.</summary>
    public string Masked => value.Length >= 16 ? $"…{value[^4..]}" : "…";

    public override string ToString() => "[key]";
}
