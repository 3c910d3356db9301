using System.Globalization;

namespace Aios.Workshop.Verification;

/// <summary>What a process and all that descend from it use, as <c>/proc</c> tells it.</summary>
/// <param name="Processes">Threads included.</param>
readonly record struct ProcessTree(int Processes, long MemoryBytes)
{
    public static ProcessTree Of(int root)
    {
        var children = All().ToLookup(process => process.Parent);
        var total = default(ProcessTree);
        Queue<int> open = new([root]);
        while (open.TryDequeue(out var parent))
        {
            foreach (var child in children[parent])
            {
                total = new(total.Processes + child.Threads, total.MemoryBytes + child.MemoryBytes);
                open.Enqueue(child.Id);
            }
        }

        return total;
    }

    static IEnumerable<Entry> All() =>
        from folder in Directory.EnumerateDirectories("/proc")
        where char.IsAsciiDigit(Path.GetFileName(folder.AsSpan())[0])
        let entry = Read(folder)
        where entry is not null
        select entry.Value;

    static Entry? Read(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            // The name, in parentheses, may hold anything; the numbers begin behind its last one.
            var numbers = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return new(
                Number(Path.GetFileName(folder)), Number(numbers[1]), Number(numbers[17]),
                long.Parse(numbers[21], CultureInfo.InvariantCulture) * Environment.SystemPageSize);
        }
        catch (IOException)
        {
            return null; // it has ended meanwhile
        }
    }

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    readonly record struct Entry(int Id, int Parent, int Threads, long MemoryBytes);
}
