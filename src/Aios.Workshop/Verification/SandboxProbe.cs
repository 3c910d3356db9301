namespace Aios.Workshop.Verification;

/// <summary>The program that looks around inside a sandbox.</summary>
static class SandboxProbe
{
    public const string Interpreter = "/usr/bin/python3";

    public const string NothingFound = "nothing found";

    /// <summary>Those that must not be the ones we are in.</summary>
    public static IReadOnlyList<string> Namespaces { get; } = ["net", "pid", "ipc", "uts", "mnt", "user"];

    /// <summary>Prints a line for each thing that should be out of reach and is not.</summary>
    /// <remarks>It tries its means on things that are in reach first, so that a broken means is not taken for a wall.</remarks>
    public const string Script = """
        import json, os, socket, subprocess, sys

        asked = json.loads(sys.argv[1])
        found = []

        def check(ok, problem):
            if not ok:
                found.append(problem)

        def connects(host, port):
            try:
                with socket.create_connection((host, port), timeout=2) as wire:
                    # A socket on loopback whose own port happens to be the one asked for is connected to itself.
                    return wire.getsockname() != wire.getpeername()
            except OSError:
                return False

        def writes(path):
            try:
                with open(path, "w") as file:
                    file.write("x")
                os.remove(path)
                return True
            except OSError:
                return False

        def readable(path):
            try:
                with open(path) as file:
                    return file.read()
            except OSError:
                return ""

        own = socket.create_server(("127.0.0.1", 0))
        check(connects("127.0.0.1", own.getsockname()[1]), "loopback does not work inside")
        own.close()  # or its port, were it by chance the one asked for below, would answer for this machine
        check(writes("/app/.probe"), "/app cannot be written")
        check(writes("/tmp/.probe"), "/tmp cannot be written")
        check(readable("/etc/passwd"), "/etc/passwd cannot be read")

        check(not connects("127.0.0.1", asked["port"]), "a port of this machine can be reached")
        check(not connects("192.0.2.1", 80), "another machine can be reached")
        with open("/proc/net/dev") as file:
            interfaces = [line.split(":")[0].strip() for line in file if ":" in line]
        check(interfaces == ["lo"], f"there are network interfaces: {interfaces}")

        for path in asked["files"]:
            check(not readable(path), f"{path} can be read")
        environments = ["/proc/self/environ", *(f"/proc/{name}/environ" for name in os.listdir("/proc") if name.isdigit())]
        check(not any(asked["variable"] in readable(path) for path in environments), "our environment can be read")
        for path in ("/", "/usr", "/etc", "/dev"):
            check(not writes(f"{path}/.probe"), f"{path} can be written")
        check(os.statvfs("/usr").f_flag & os.ST_RDONLY, "/usr is not mounted read-only")

        processes = [name for name in os.listdir("/proc") if name.isdigit()]
        check(len(processes) <= 5, f"there are {len(processes)} processes")
        for name, outside in asked["namespaces"].items():
            check(outside and os.readlink(f"/proc/self/ns/{name}") != outside, f"the {name} namespace is ours")

        # Whatever our number is inside: what belongs to root would belong to us, were we root to the kernel.
        check(os.getuid() not in (0, os.stat("/usr").st_uid), "it runs as root")
        with open("/proc/self/status") as file:
            status = {name: value.strip() for name, _, value in (line.partition(":") for line in file)}
        for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
            check(int(status[name], 16) == 0, f"it has capabilities ({name})")
        check(status["NoNewPrivs"] == "1", "it may gain privileges")
        nested = subprocess.run(["/usr/bin/unshare", "--user", "/usr/bin/true"], stderr=subprocess.DEVNULL)
        check(nested.returncode != 0, "it may make user namespaces")

        print("\n".join(found) or "nothing found")
        """;
}
