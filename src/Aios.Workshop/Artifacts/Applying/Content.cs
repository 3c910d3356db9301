using System.Security.Cryptography;

namespace Aios.Workshop.Artifacts.Applying;

/// <summary>Hashes of contents, by which it is known whether a file is what somebody wrote.</summary>
static class Content
{
    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string HashOf(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
