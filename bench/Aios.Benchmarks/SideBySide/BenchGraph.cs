using System.Text.Json.Serialization;

namespace Aios.Benchmarks.SideBySide;

/// <summary>A graph of tasks that take known times, as everybody who is compared reads it.</summary>
/// <param name="Set">Which question it belongs to.</param>
/// <param name="Slots">How many tasks may run at once; 0 for as many as can.</param>
sealed record BenchGraph(string Set, string Name, int Slots, IReadOnlyList<BenchTask> Tasks)
{
    /// <summary>No way of running it is shorter: the longest chain, or all the work shared among the slots.</summary>
    [JsonIgnore]
    public double Bound => Math.Max(CriticalPath, Slots == 0 ? 0 : Tasks.Sum(task => task.Seconds) / Slots);

    [JsonIgnore]
    public double CriticalPath
    {
        get
        {
            Dictionary<string, double> ends = [];
            foreach (var task in Tasks) // each comes after what it needs
            {
                ends[task.Id] = task.Seconds + task.Needs.Select(need => ends[need]).DefaultIfEmpty().Max();
            }

            return ends.Values.Max();
        }
    }

    /// <summary>The same with another clock, so that its longest chain takes so many seconds.</summary>
    public BenchGraph Lasting(double seconds)
    {
        var scale = seconds / CriticalPath;
        return this with { Tasks = [.. Tasks.Select(task => task with { Seconds = task.Seconds * scale, Guess = task.Guess * scale })] };
    }
}

/// <param name="Seconds">That it takes.</param>
/// <param name="Guess">That a scheduler with noisy estimates believes it takes.</param>
sealed record BenchTask(string Id, IReadOnlyList<string> Needs, double Seconds, double Guess);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<BenchGraph>))]
sealed partial class BenchGraphJson : JsonSerializerContext;
