using System.Security.Cryptography;
using System.Text;

namespace Aios.Workshop.Specialists;

/// <summary>Marks for the frames of answers: the same for the same question, so that its answer can be known again, and nobody's to guess.</summary>
/// <param name="secret">Without it nobody can write a frame of their own into what a specialist is shown.</param>
public sealed class Nonces(byte[] secret)
{
    const int Length = 12; // 48 bits

    /// <summary>For as long as the process lives.</summary>
    public static Nonces Passing => new(RandomNumberGenerator.GetBytes(32));

    public string For(string question) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(question)))[..Length];
}
