namespace Aios.Testing;

/// <summary>The sources that the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The C# files below a folder, by their path from the root, without what builds leave behind.</summary>
    public static IReadOnlyDictionary<string, string> Sources(string folder) => Files(folder, "*.cs");

    public static IReadOnlyDictionary<string, string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(segment => segment is "obj" or "bin"))
            .ToDictionary(file => file, file => File.ReadAllText(Path.Combine(Root, file)));

    static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Aios.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Aios.slnx is nowhere above the tests.");
        }

        return folder;
    }
}
