namespace Aios.Tests.Workshop.Offline.Briefs;

/// <summary>Briefs and what a person says that they mean, as <c>brief, "--->", domain</c>, separated by lines of equal signs.</summary>
static class ReviewedBriefs
{
    public static readonly string Root = FindRoot();

    public static IReadOnlyList<(string Brief, string Domain)> All { get; } = Read();

    static List<(string Brief, string Domain)> Read() => [.. File.ReadAllText(Path.Combine(Root, "tests/Aios.Tests/Workshop/Offline/Briefs/briefs.txt"))
        .Split("\n=====\n")
        .Select(each => each.Split("\n--->\n"))
        .Select(parts => (parts[0], parts[1].TrimEnd('\n')))];

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Aios.slnx"))) // the tests run from within the repository
        {
            folder = folder.Parent;
        }
        return folder.FullName;
    }
}
