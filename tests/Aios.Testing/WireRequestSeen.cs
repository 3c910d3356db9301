using System.Text;
using System.Text.Json;

namespace Aios.Testing;

/// <summary>A request as it arrived.</summary>
public sealed record WireRequestSeen(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement.Clone();

    /// <returns>Null when the other side left without asking.</returns>
    internal static async Task<WireRequestSeen?> ReadAsync(Stream wire, CancellationToken cancellationToken)
    {
        List<byte> received = [];
        var buffer = new byte[16 << 10];
        var head = -1;
        while (head < 0)
        {
            var count = await wire.ReadAsync(buffer, cancellationToken);
            if (count == 0)
            {
                return null;
            }

            received.AddRange(buffer.AsSpan(0, count));
            head = Encoding.Latin1.GetString([.. received]).IndexOf("\r\n\r\n", StringComparison.Ordinal);
        }

        var lines = Encoding.Latin1.GetString([.. received.Take(head)]).Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var length = headers.TryGetValue("Content-Length", out var text) ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 0;
        while (received.Count < head + 4 + length)
        {
            var count = await wire.ReadAsync(buffer, cancellationToken);
            if (count == 0)
            {
                return null;
            }

            received.AddRange(buffer.AsSpan(0, count));
        }

        var request = lines[0].Split(' ');
        return new(request[0], request[1], headers, Encoding.UTF8.GetString([.. received.Skip(head + 4).Take(length)]));
    }
}
