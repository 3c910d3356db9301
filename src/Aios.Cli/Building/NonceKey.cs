using System.Security.Cryptography;

namespace Aios.Cli.Building;

/// <summary>The secret by which this installation marks the frames of answers: kept, so that a question that was asked before is the same again.</summary>
static class NonceKey
{
    const int Bytes = 32;

    public static byte[] Read(Home home)
    {
        var file = Path.Combine(home.Data, "nonce.key");
        try
        {
            if (File.Exists(file) && File.ReadAllBytes(file) is { Length: Bytes } kept)
            {
                return kept;
            }

            var made = RandomNumberGenerator.GetBytes(Bytes);
            Directory.CreateDirectory(home.Data);
            FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using FileStream stream = new(file, options);
            stream.Write(made);
            return made;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return RandomNumberGenerator.GetBytes(Bytes); // one for this run is as safe; only no other run knows its questions again
        }
    }
}
