namespace Aios.Workshop;

/// <summary>The texts that ship inside the assembly: workflows, specialists, the contract's schema.</summary>
static class Resource
{
    /// <exception cref="FileNotFoundException">There is none of that name.</exception>
    public static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    /// <exception cref="FileNotFoundException">There is none of that name.</exception>
    public static Stream Open(string name) => typeof(Resource).Assembly.GetManifestResourceStream(name)
        ?? throw new FileNotFoundException($"Nothing named '{name}' ships with Aios.");

    /// <summary>The names of all that lie below a folder, in a stable order.</summary>
    public static IReadOnlyList<string> Below(string folder) =>
        [.. typeof(Resource).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
