using System.Security.Cryptography;
using System.Text;

namespace Aios.Workshop.Artifacts.Repositories;

/// <summary>An accepted task, as a run's history tells it.</summary>
public sealed record TaskCommit
{
    public required string Task { get; init; }

    /// <summary>Who wrote it.</summary>
    public required string Specialist { get; init; }

    /// <summary>What was done, in a line; a longer one is cut.</summary>
    public required string Subject { get; init; }

    /// <summary>When it was accepted. It belongs to what the commit is called, so it should come from the journal.</summary>
    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<AnsweredFile> Files { get; init; }

    /// <summary>Files that the task took away.</summary>
    public IReadOnlyList<ArtifactPath> Removed { get; init; } = [];

    /// <summary>The model that wrote it, where one did.</summary>
    public string? Model { get; init; }

    /// <summary>The same for the same acceptance, whoever tells of it and however often.</summary>
    internal string Key
    {
        get
        {
            StringBuilder all = new();
            all.Append(Task).Append('\0').Append(At.ToUnixTimeMilliseconds());
            foreach (var (path, text) in Files)
            {
                all.Append('\0').Append(path).Append('\0').Append(BlobId.Of(text));
            }

            foreach (var path in Removed)
            {
                all.Append('\0').Append(path).Append("\0-");
            }

            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())))[..32];
        }
    }
}
