using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Aios.Llm.Providers.Ollama;

/// <summary>Where Ollama is, as its own variable <c>OLLAMA_HOST</c> says it.</summary>
public static class OllamaHost
{
    const int Port = 11434;
    const string Loopback = "127.0.0.1";
    const string Cloud = "ollama.com";

    public static Uri Default { get; } = new($"http://{Loopback}:{Port}");

    /// <summary>A host, a port, both, or a whole address; nothing is the default.</summary>
    /// <remarks>As Ollama reads it: an address with a scheme has the scheme's port, and what a server listens at as "everywhere" is asked at loopback.</remarks>
    /// <exception cref="FormatException">It is no address.</exception>
    public static Uri Parse(string? value)
    {
        var text = (value ?? "").Trim().Trim('"', '\'').Trim();
        if (text == Cloud)
        {
            return new($"https://{Cloud}");
        }

        var (scheme, rest) = text.Split("://", 2) is [var named, var after] ? (named.ToLowerInvariant(), after) : ("http", text);
        var port = scheme switch
        {
            _ when !text.Contains("://", StringComparison.Ordinal) => Port,
            "http" => 80,
            "https" => 443,
            _ => throw Wrong(text),
        };
        var (authority, path) = rest.Split('/', 2) is [var before, var below] ? (before, below) : (rest, "");
        var (host, said) = Divided(authority);
        if (said.Length > 0 && (!int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > IPEndPoint.MaxPort))
        {
            throw Wrong(text);
        }

        try
        {
            return new UriBuilder(scheme, Reachable(host), port, path).Uri;
        }
        catch (UriFormatException)
        {
            throw Wrong(text);
        }
    }

    static (string Host, string Port) Divided(string authority) =>
        IPAddress.TryParse(authority, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 && !authority.Contains("]:", StringComparison.Ordinal)
            ? (authority, "")
            : authority.LastIndexOf(':') is >= 0 and var colon ? (authority[..colon], authority[(colon + 1)..])
            : (authority, "");

    static string Reachable(string host) => host.Trim('[', ']') switch
    {
        "" or "0.0.0.0" => Loopback,
        "::" => "::1",
        var named => named,
    };

    static FormatException Wrong(string value) =>
        new($"OLLAMA_HOST is a host, a port or both, such as 192.168.1.7:{Port}, or an address that begins with http:// or https://; this is {value}.");
}
