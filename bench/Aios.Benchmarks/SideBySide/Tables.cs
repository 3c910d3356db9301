using System.Globalization;
using System.Text.Json;
using Aios.Testing;

namespace Aios.Benchmarks.SideBySide;

/// <summary>Has everybody do the same, one after the other, and prints a table for each question.</summary>
/// <param name="whole">Ours, asking, answering and writing as it does when everything is journaled, but with nothing journaled.</param>
sealed class Tables(IReadOnlyList<Contender> memory, Contender whole, IReadOnlyList<Contender> journaled, bool isQuick)
{
    const int Payload = 8 << 10;

    static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    /// <param name="agentFramework">The program; empty where it is not there.</param>
    /// <param name="langGraph">The script; empty where it is not there.</param>
    public static Tables Of(string self, string agentFramework, string langGraph, bool isQuick)
    {
        Contender Ours(string name, string how) => new(name, [self, "contender"], how, AtOnce: 10);
        Contender[] rivals =
        [
            .. agentFramework.Length > 0 ? [new Contender("Agent Framework", [agentFramework], "plain", AtOnce: 10)] : (Contender[])[],
            .. langGraph.Length > 0 ? [new Contender("LangGraph.js", ["node", langGraph], "plain", AtOnce: 6)] : (Contender[])[],
        ];
        return new([Ours("Aios", "plain"), .. rivals], Ours("Aios, asked and written", "whole"), [Ours("Aios", "journaled"), .. rivals.Select(rival => rival with { How = "journaled" })], isQuick);
    }

    public async Task PrintAsync(string brief)
    {
        using TempFolder folder = new();
        await PrintMakespansAsync(brief, folder["graphs.json"]);
        await PrintOverheadAsync();
        await PrintBytesAsync(folder);
        await PrintKillsAsync(folder);
    }

    async Task PrintMakespansAsync(string brief, string file)
    {
        Contender[] contenders =
        [
            memory[0],
            memory[0] with { Name = "Aios, estimates off by sigma 0.5", How = "noisy" },
            memory[0] with { Name = "Aios, no estimates", How = "equal" },
            .. memory.Skip(1),
        ];
        Console.WriteLine("Makespan over the least possible (critical path; with 4 slots also work / 4): median (95th percentile)\n");
        await PrintMakespansAsync(contenders, await BenchGraphs.MakeAsync(brief, each: isQuick ? 5 : 200, seconds: 1), file);

        const int Slower = 10; // so that the disk has to keep up with a busy run, not with dozens of them
        Console.WriteLine($"\nThe same with everything journaled, the longest chain of {Slower} s\n");
        await PrintMakespansAsync([journaled[0] with { Name = "Aios, journaled", AtOnce = 4 }], await BenchGraphs.MakeAsync(brief, each: isQuick ? 0 : 4, Slower), file);
    }

    static async Task PrintMakespansAsync(IReadOnlyList<Contender> contenders, IReadOnlyList<BenchGraph> graphs, string file)
    {
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(graphs, BenchGraphJson.Default.IReadOnlyListBenchGraph));
        List<IReadOnlyList<double>?> columns = [];
        foreach (var contender in contenders)
        {
            columns.Add((await AskAsync(contender, TimeSpan.FromHours(1), ["makespan", file, Text($"{contender.AtOnce}")])).Numbers);
        }

        Row("graph", "slots", [.. contenders.Select(contender => contender.Name)]);
        Row("---", "---", [.. contenders.Select(_ => "---")]);
        foreach (var group in graphs.Select((graph, at) => (graph, at)).GroupBy(each => (each.graph.Set, each.graph.Slots)))
        {
            Row(group.Key.Set, group.Key.Slots == 0 ? "any" : Text($"{group.Key.Slots}"), [.. columns.Select(column => column is null ? "–" : Spread([.. group.Select(each => column[each.at] / each.graph.Bound)]))]);
        }
    }

    async Task PrintOverheadAsync()
    {
        Console.WriteLine("\nWhat each empty task takes, in microseconds: median of 5 runs after 5 to warm up\n");
        Contender[] all = [.. memory, whole, .. journaled.Select(each => each with { Name = $"{each.Name}, journaled" })];
        Row("form", "tasks", [.. all.Select(each => each.Name)]);
        Row("---", "---", [.. all.Select(_ => "---")]);
        foreach (var (form, tasks) in from form in (string[])["chain", "fan"] from tasks in isQuick ? (int[])[100] : [100, 1000] select (form, tasks))
        {
            List<string> cells = [];
            foreach (var contender in all)
            {
                var (numbers, failure) = await AskAsync(contender, isQuick ? TimeSpan.FromSeconds(20) : _patience, ["overhead", form, Text($"{tasks}")]);
                cells.Add(failure ?? Text($"{numbers![0]:#,0.#}")); // there are some when there is no failure
            }

            Row(form, Text($"{tasks}"), cells);
        }
    }

    async Task PrintBytesAsync(TempFolder folder)
    {
        Console.WriteLine("\nBytes on the disk over bytes of payload, steps of 8 KB in a chain, less what an empty one has: when closed; before; milliseconds a step\n");
        Row("steps", "", [.. journaled.Select(each => each.Name)]);
        Row("---", "---", [.. journaled.Select(_ => "---")]);
        foreach (var steps in isQuick ? (int[])[100] : [100, 300])
        {
            List<string> cells = [];
            foreach (var (contender, number) in journaled.Select((each, number) => (each, number)))
            {
                var (empty, full) = (folder[$"empty-{number}-{steps}"], folder[$"full-{number}-{steps}"]);
                var before = await AskAsync(contender, _patience, ["steps", empty, "0"]);
                var after = await AskAsync(contender, _patience, ["steps", full, Text($"{steps}")]);
                cells.Add(after.Failure ?? before.Failure ?? Text($"{(double)(Size(full) - Size(empty)) / (steps * Payload):0.00}; {(after.Numbers![1] - before.Numbers![1]) / (steps * Payload):0.0}; {after.Numbers[0]:0.0}"));
            }

            Row(Text($"{steps}"), "", cells);
        }
    }

    async Task PrintKillsAsync(TempFolder folder)
    {
        Console.WriteLine("\nkill -9 while one of three siblings is at work and the other two are done: what was done and is done again\n");
        foreach (var (contender, number) in journaled.Select((each, number) => (each, number)))
        {
            var (again, hasEnded) = await contender.KillAsync(folder[$"kill-{number}"]);
            Console.WriteLine(Text($"- {contender.Name}: {again.Count} of 3{(again.Count > 0 ? $" ({string.Join(", ", again)})" : "")}; {(hasEnded ? "ran to its end afterwards" : "DID NOT END")}"));
        }
    }

    static async Task<(IReadOnlyList<double>? Numbers, string? Failure)> AskAsync(Contender contender, TimeSpan patience, IReadOnlyList<string> words)
    {
        var answer = await contender.AskAsync(patience, words);
        await Console.Error.WriteLineAsync($"{contender.Name}, {contender.How}: {string.Join(' ', words.Where(word => !word.Contains('/', StringComparison.Ordinal)))} {answer.Failure ?? "done"}");
        return answer;
    }

    static string Spread(IReadOnlyList<double> ratios)
    {
        var sorted = ratios.Order().ToList();
        return sorted.Count == 1 ? Text($"{sorted[0]:0.000}") : Text($"{sorted[sorted.Count / 2]:0.000} ({sorted[(int)(sorted.Count * 0.95)]:0.000})");
    }

    static long Size(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    static void Row(string first, string second, IReadOnlyList<string> cells) => Console.WriteLine($"| {first} | {second} | {string.Join(" | ", cells)} |");

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
