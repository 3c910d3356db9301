namespace Aios.Tests.Workshop.Artifacts;

/// <summary>Paths that no artifact may have, by what is wrong with them.</summary>
static class HostilePaths
{
    static readonly string[] _devices =
    [
        "con", "CON", "Con", "prn", "AUX", "nul", "NUL", "conin$", "CONOUT$", "com0", "com1", "COM9", "lpt0", "LPT1", "lpt9", "com¹", "COM²", "lpt³",
    ];

    static readonly string[] _private =
    [
        ".git", ".GIT", ".Git", "git~1", "GIT~2", ".env", ".ENV", ".env.local", ".Env.production", ".ssh", ".SSH", "node_modules", "Node_Modules",
    ];

    public static IReadOnlyDictionary<string, string[]> ByReason { get; } = new Dictionary<string, string[]>
    {
        ["climbs out"] = ["..", "../a", "a/..", "a/../b", "a/../../b", "../../etc/passwd", ".", "./a", "a/./b", "a/.", "...", "a/.../b", "a/.. /b"],
        ["absolute"] = ["/", "/a", "/etc/passwd", "//a", "//server/share", "///a"],
        ["Windows"] = [@"a\b", @"\a", @"..\a", @"a\..\b", @"C:\a", "C:a", "c:/a", @"\\server\share", @"\\?\C:\a", "a:b", "a.txt:stream", "a/b:c", "a<b", "a>b", "a\"b", "a|b", "a?b", "a*"],
        ["home"] = ["~", "~/a", "~root/a", "a/~/b", "a/~b"],
        ["empty segment"] = ["", "a//b", "a/", "a/b//", "a///b"],
        ["white space"] = [" ", " a", "a ", "a/ b", "a/b ", "a /b", "\ta", "a\tb", "a\nb", "a\r", "a\u00a0b", "a\u2003b", "a\u3000b", "\u2028", "a\u2029b", "a\u0085b"],
        ["control"] = ["\0", "a\0b", "a.txt\0.png", "\u0001", "a\u0007", "a\u001b[31mb", "\u007f", "a\u009bb", "a\u0090b"],
        ["invisible"] = ["a\u200bb", "a\u200cb", "a\u200db", "\ufeffa", "a\u2060b", "a\u00adb", ".g\u200cit", "a\u034fb", "a\ufe0fb", "a\u3164b", "a\u2800b", "a\U000e0041b", "a\u180eb", "a\u115fb"],
        ["bidi"] = ["a\u202eb", "a\u202db", "a\u202ab", "a\u202bb", "a\u202cb", "a\u2066b", "a\u2067b", "a\u2068b", "a\u2069b", "a\u200eb", "a\u200fb", "a\u061cb"],
        ["not composed"] = ["e\u0301.md", "docs/u\u0308ber.md", "a\u030a", "n\u0303/a", "\u212b.md", "\u212a.md", "\u1100\u1161.md", "\uf900.md", "\u0344.md"],
        ["not Unicode"] = ["a\ud800", "\udc00a", "a\ud800b", "\udc00\ud800", "a/\ud83d", "a\uffff", "a\ufffe", "a\ue000b", "a\U0010ffff"],
        ["trailing"] = ["a.", "a./b", "a..", "a/b.", "a. ", "a/b. /c"],
        ["device"] = [.. _devices, .. _devices.Select(name => $"{name}.txt"), .. _devices.Select(name => $"a/{name}"), .. _devices.Select(name => $"{name}/a"), "nul .txt", "con  .a.b", "aux.", "a/b/prn.tar.gz/c"],
        ["private"] = [.. _private, .. _private.Select(name => $"a/{name}"), .. _private.Select(name => $"{name}/a"), .. _private.Select(name => $"a/b/{name}/c")],
        ["leading dash"] = ["-", "-a", "--help", "a/-b", "-rf/a"],
        ["too long"] =
        [
            new('a', 121), new('a', 241), "a/" + new string('b', 121), new string('é', 61),
            string.Join('/', Enumerable.Repeat("a", 17)), string.Join('/', Enumerable.Repeat("abcdefghijklmnopqrst", 12)), new('a', 100_000),
        ],
    };
}
