namespace Aios.Workshop.Artifacts;

/// <summary>The lines that frame the files of an answer. Each bears the nonce of its request, so that no content can be mistaken for one.</summary>
/// <remarks>
/// <code>
/// === file NONCE backend/app/main.py
/// …the content as it is…
/// === end NONCE
/// === manifest NONCE ["backend/app/main.py"]
/// </code>
/// Instead of files, <c>=== cannot NONCE reason</c> says that the task cannot be done.
/// </remarks>
static class FrameLine
{
    public static string File(string nonce, string path) => $"=== file {nonce} {path}";

    public static string End(string nonce) => $"=== end {nonce}";

    public static string Manifest(string nonce, string json) => $"=== manifest {nonce} {json}";

    public static string Cannot(string nonce, string reason) => $"=== cannot {nonce} {reason}";

    /// <returns>The word after the marks and the rest of the line, or null for a line of content.</returns>
    public static (string Word, string Text)? Read(string line, string nonce)
    {
        var parts = line.TrimEnd().Split(' ', 4);
        return parts is ["===", var word, var its, ..] && its == nonce ? (word, parts.Length == 4 ? parts[3] : "") : null;
    }
}
