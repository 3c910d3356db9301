namespace Aios.Workshop.Artifacts;

/// <summary>The lines that frame the files of an answer. Each bears the nonce of its request, so that no content can be mistaken for one.</summary>
/// <remarks>
/// <code>
/// === file NONCE backend/app/main.py
/// …the content as it is…
/// === end NONCE
/// === edit NONCE backend/app/models.py
/// …blocks of what is there and what shall be there instead…
/// === end NONCE
/// === manifest NONCE ["backend/app/main.py", "backend/app/models.py"]
/// </code>
/// Instead of files, <c>=== cannot NONCE reason</c> says that the task cannot be done. Where a file is asked for in parts,
/// <c>=== more NONCE</c> closes one that another follows.
/// </remarks>
static class FrameLine
{
    public static string File(string nonce, string path) => $"=== file {nonce} {path}";

    public static string Edit(string nonce, string path) => $"=== edit {nonce} {path}";

    public static string End(string nonce) => $"=== end {nonce}";

    public static string More(string nonce) => $"=== more {nonce}";

    public static string Manifest(string nonce, string json) => $"=== manifest {nonce} {json}";

    public static string Cannot(string nonce, string reason) => $"=== cannot {nonce} {reason}";

    /// <returns>The word after the marks and the rest of the line, or null for a line of content.</returns>
    public static (string Word, string Text)? Read(string line, string nonce)
    {
        var parts = line.TrimEnd().Split(' ', 4);
        return parts is ["===", var word, var its, ..] && its == nonce ? (word, parts.Length == 4 ? parts[3] : "") : null;
    }
}
