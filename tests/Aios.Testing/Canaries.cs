using System.Text;
using System.Text.Encodings.Web;

namespace Aios.Testing;

/// <summary>Keys that open nothing, one for each provider: wherever one of them shows, a real one would.</summary>
public static class Canaries
{
    static readonly string[] _holders = [".env", "aios.json"]; // files that are there to hold keys

    /// <summary>By the variable that holds it.</summary>
    public static IReadOnlyDictionary<string, string> Keys { get; } =
        File.ReadLines(Path.Combine(Repository.Root, "tests", "canaries.env"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);

    static readonly (string Variable, string Way, string Form)[] _forms =
        [.. from key in Keys from form in Forms(key.Value) select (key.Key, form.Way, form.Text)];

    /// <summary>The canaries that a text holds, in whatever form, without saying them.</summary>
    public static IReadOnlyList<string> In(string text) =>
        [.. from form in _forms where text.Contains(form.Form, StringComparison.Ordinal) select $"{form.Variable} {form.Way}"];

    /// <summary>The files below a folder that hold one, other than those that are there for it.</summary>
    public static IReadOnlyList<string> Within(string folder) =>
    [
        .. from file in Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
           where !_holders.Contains(Path.GetFileName(file))
           from canary in In(Encoding.Latin1.GetString(File.ReadAllBytes(file)))
           select $"{Path.GetRelativePath(folder, file)}: {canary}",
    ];

    /// <summary>Texts that say a key, as a server may repeat it: as it is, escaped, and in base64 wherever it stands in its group of three.</summary>
    public static IEnumerable<string> Sayings(string key) =>
        Enumerable.Range(0, 3).Select(before => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{new string('-', before)}{key}.")))
            .SelectMany(text => (string[])[text, text.Replace('+', '-').Replace('/', '_')])
            .Prepend(key)
            .SelectMany(Escaped);

    /// <summary>What to look for: halves too, for what is cut, and of base64 only what does not depend on what stands beside the key.</summary>
    static IEnumerable<(string Way, string Text)> Forms(string key) =>
    [
        ("its first half", key[..(key.Length / 2)]),
        ("its second half", key[(key.Length / 2)..]),
        .. Escaped(key).Select(text => ("as it is or escaped", text)),
        .. Enumerable.Range(0, 3).SelectMany(before => Base64(key, before)).SelectMany(Escaped).Distinct().Select(text => ("in base64", text)),
    ];

    static IEnumerable<string> Escaped(string text) => new[] { text, Uri.EscapeDataString(text), JavaScriptEncoder.Default.Encode(text) }.Distinct();

    static string[] Base64(string key, int before)
    {
        var text = Convert.ToBase64String([.. new byte[before], .. Encoding.UTF8.GetBytes(key)]).TrimEnd('=');
        var inner = text[(before == 0 ? 0 : 4)..^2];
        return [inner, inner.Replace('+', '-').Replace('/', '_')];
    }
}
