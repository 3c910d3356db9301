using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Aios.Server.Dialects;

/// <summary>Ids that look like a vendor's, and are the same again with the same seed.</summary>
sealed class IdSource(int seed)
{
    const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    int _number;

    public string Next(string prefix, int length = 24) => prefix + Noise(Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture), length);

    /// <summary>As many letters as one wants, always the same for the same words.</summary>
    public string Noise(string of, int length)
    {
        var noise = new StringBuilder(length);
        for (var round = 0; noise.Length < length; round++)
        {
            foreach (var each in SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {of} {round}")).Take(length - noise.Length))
            {
                noise.Append(Letters[each % Letters.Length]);
            }
        }

        return noise.ToString();
    }
}
