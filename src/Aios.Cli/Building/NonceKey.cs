using System.Security.Cryptography;
using Aios.Workshop.Specialists;

namespace Aios.Cli.Building;

/// <summary>The secret by which this installation marks the frames of answers: kept, so that a question that was asked before is the same again.</summary>
static class NonceKey
{
    const int Bytes = 32;

    public static Nonces Read(Home home)
    {
        var file = Path.Combine(home.Data, "nonce.key");
        try
        {
            if (File.Exists(file) && File.ReadAllBytes(file) is { Length: Bytes } kept)
            {
                return new(kept);
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
            return new(made);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Nonces.Passing; // one for this run is as safe; only nothing is known again
        }
    }
}
