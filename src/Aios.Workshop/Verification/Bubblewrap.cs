namespace Aios.Workshop.Verification;

/// <summary>The arguments that make bubblewrap isolate a command.</summary>
/// <remarks>
/// Two layers where we are root. The outer one mounts as root, so that folders only root can enter can be shown, and has no user
/// namespace; then the real user changes, and an inner bubblewrap adds the user namespace that takes away all else.
/// So generated code is never root, not even for the kernel, and the limit on processes, which does not hold for root, holds.
/// </remarks>
sealed class Bubblewrap(SandboxSettings settings, SandboxUser user)
{
    // Of /etc only what programs read to find their libraries, fonts and alternatives.
    static readonly string[] _systemFiles =
    [
        "/etc/alternatives", "/etc/chromium.d", "/etc/fonts", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime",
        "/var/cache/fontconfig",
    ];

    static readonly string[] _systemFolders = ["/bin", "/sbin", "/lib", "/lib32", "/lib64"];

    /// <summary>The whole command line after the name of bubblewrap.</summary>
    public IReadOnlyList<string> Arguments(SandboxCommand command) =>
        [.. settings.Tamper([.. Outside(), .. Folders(command), .. Variables(command), "--chdir", command.WorkingFolder, "--", .. Inside(command)])];

    string[] Outside() =>
    [
        "--unshare-net", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try", "--hostname", "sandbox",
        "--die-with-parent", "--new-session", "--cap-drop", "ALL",
        .. user.WeAreRoot ? ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"] : OwnUserNamespace,
    ];

    string[] Inside(SandboxCommand command) =>
    [
        .. user.WeAreRoot
            ? [
                "/usr/bin/setpriv", "--reuid", $"{user.Id}", "--regid", $"{user.Id}", "--clear-groups", "--inh-caps=-all", "--ambient-caps=-all",
                "/usr/bin/bwrap", "--die-with-parent", "--cap-drop", "ALL", .. OwnUserNamespace, "--dev-bind", "/", "/", "--",
            ]
            : Array.Empty<string>(),
        "/usr/bin/prlimit", .. Limits(command.Limits), "--", .. command.Arguments,
    ];

    /// <summary>In which no capability is left, and beneath which there can be no other.</summary>
    static string[] OwnUserNamespace => ["--unshare-user", "--disable-userns", "--uid", $"{SandboxUser.IdInside}", "--gid", $"{SandboxUser.IdInside}"];

    // Memory is not among them: a limit on address space breaks Node and Chromium, which reserve far more than they use.
    static string[] Limits(SandboxLimits limits) =>
        [$"--nproc={limits.Processes}", $"--fsize={limits.FileBytes}", $"--nofile={limits.OpenFiles}", "--core=0"];

    IEnumerable<string> Folders(SandboxCommand command)
    {
        Mount[] mounts =
        [
            .. _systemFiles.Where(Path.Exists).Select(path => new Mount(path, path)),
            .. SandboxFiles.Mounts(settings.WorkFolder),
            .. settings.Mounts,
            .. command.Mounts,
        ];
        var temporary = $"{command.Limits.TemporaryBytes}";
        return
        [
            "--ro-bind", "/usr", "/usr",
            .. _systemFolders.SelectMany(SystemFolder),
            "--proc", "/proc", "--dev", "/dev",
            "--perms", "1777", "--size", temporary, "--tmpfs", "/tmp",
            "--perms", "1777", "--size", temporary, "--tmpfs", "/dev/shm",
            .. mounts.SelectMany(mount => Parents(mount.Target)).Distinct().SelectMany(folder => new[] { "--perms", "0755", "--dir", folder }),
            .. mounts.SelectMany(mount => new[] { "--ro-bind", mount.Source, mount.Target }),
            "--bind", command.ApplicationFolder, "/app",
            "--remount-ro", "/dev", "--remount-ro", "/",
        ];
    }

    /// <summary>A link into <c>/usr</c> on today's systems, a folder of its own on older ones.</summary>
    static string[] SystemFolder(string path) =>
        !Directory.Exists(path) ? []
        : new DirectoryInfo(path).LinkTarget is { } target ? ["--symlink", target, path]
        : ["--ro-bind", path, path];

    static IEnumerable<string> Parents(string path)
    {
        var slash = path.IndexOf('/', 1);
        while (slash > 0)
        {
            yield return path[..slash];
            slash = path.IndexOf('/', slash + 1);
        }
    }

    IEnumerable<string> Variables(SandboxCommand command)
    {
        Dictionary<string, string> variables = new(command.Environment)
        {
            ["PATH"] = string.Join(':', [.. settings.Path, "/usr/bin", "/bin"]),
            ["HOME"] = "/tmp",
            ["TMPDIR"] = "/tmp",
            ["LANG"] = "C.UTF-8",
            ["NO_COLOR"] = "1",
            ["CI"] = "1",
        };
        return ["--clearenv", .. variables.SelectMany(variable => new[] { "--setenv", variable.Key, variable.Value })];
    }
}
