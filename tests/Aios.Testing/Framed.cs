using System.Text.Json;

namespace Aios.Testing;

/// <summary>Writes answers as a model would have to, apart from the code that reads them.</summary>
public static class Framed
{
    public static string File(string nonce, string path, string text) => $"=== file {nonce} {path}\n{text}=== end {nonce}\n";

    public static string Manifest(string nonce, params IEnumerable<string> paths) => $"=== manifest {nonce} {JsonSerializer.Serialize(paths)}\n";

    /// <param name="files">Their texts end with a line end, or are empty.</param>
    public static string Answer(string nonce, params IReadOnlyList<(string Path, string Text)> files) =>
        string.Concat(files.Select(file => File(nonce, file.Path, file.Text))) + Manifest(nonce, files.Select(file => file.Path));
}
