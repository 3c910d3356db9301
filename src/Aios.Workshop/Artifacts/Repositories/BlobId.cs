using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Aios.Workshop.Artifacts.Repositories;

/// <summary>What git calls a content.</summary>
static class BlobId
{
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    [SuppressMessage("Security", "CA5350", Justification = "Git's name for a content, compared with names that git gave; nothing rests on its strength.")]
    public static string Of(byte[] content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes($"blob {content.Length}\0"));
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
