namespace Aios.Workshop.Verification;

/// <summary>The files of <c>/etc</c> that a sandbox makes up, so that it tells nothing about the machine.</summary>
static class SandboxFiles
{
    static readonly Dictionary<string, string> _contents = new()
    {
        ["passwd"] = $"app:x:{SandboxUser.IdInside}:{SandboxUser.IdInside}::/tmp:/bin/sh\n",
        ["group"] = $"app:x:{SandboxUser.IdInside}:\n",
        ["hosts"] = "127.0.0.1 localhost sandbox\n",
        ["nsswitch.conf"] = "passwd: files\ngroup: files\nhosts: files\n",
        ["resolv.conf"] = "",
    };

    public static IEnumerable<Mount> Mounts(string folder) =>
        _contents.Keys.Select(name => new Mount(Path.Combine(folder, "etc", name), $"/etc/{name}"));

    public static async Task WriteAsync(string folder, CancellationToken cancellationToken)
    {
        var etc = Directory.CreateDirectory(Path.Combine(folder, "etc")).FullName;
        foreach (var (name, content) in _contents)
        {
            await File.WriteAllTextAsync(Path.Combine(etc, name), content, cancellationToken);
        }

        await SandboxUser.ShowAsync(etc, cancellationToken);
    }
}
