namespace Aios.Workshop.Planning;

/// <summary>Things to be done and what each of them needs to be done before. An instance has neither gaps nor cycles.</summary>
/// <typeparam name="T">A task, or a check.</typeparam>
public sealed class TaskGraph<T>
{
    readonly Dictionary<string, Node> _nodes = [];

    /// <param name="weight">How long a thing is expected to take, in any unit.</param>
    /// <exception cref="TaskGraphException">Two things share an id, one needs what is not there, or some need each other.</exception>
    public TaskGraph(IEnumerable<T> things, Func<T, string> id, Func<T, IReadOnlyList<string>> needs, Func<T, double> weight)
    {
        foreach (var thing in things)
        {
            if (!_nodes.TryAdd(id(thing), new(thing, id(thing), weight(thing))))
            {
                throw new TaskGraphException($"'{id(thing)}' is there twice.");
            }
        }

        foreach (var node in _nodes.Values)
        {
            foreach (var need in needs(node.Thing).Distinct())
            {
                node.Needs.Add(_nodes.GetValueOrDefault(need) ?? throw new TaskGraphException($"'{node.Id}' needs '{need}', which is not there."));
                _nodes[need].Dependants.Add(node);
            }
        }

        MeasureRemainingPaths();
    }

    internal IReadOnlyCollection<Node> Nodes => _nodes.Values;

    /// <summary>Walks the graph against its arrows, so that each node comes after all that depend on it.</summary>
    void MeasureRemainingPaths()
    {
        var open = _nodes.Values.ToDictionary(node => node, node => node.Dependants.Count);
        var last = new Queue<Node>(_nodes.Values.Where(node => open[node] == 0));
        var measured = 0;
        while (last.TryDequeue(out var node))
        {
            measured++;
            node.RemainingPath = node.Weight + node.Dependants.Select(each => each.RemainingPath).DefaultIfEmpty().Max();
            foreach (var need in node.Needs.Where(need => --open[need] == 0))
            {
                last.Enqueue(need);
            }
        }

        if (measured < _nodes.Count)
        {
            throw new TaskGraphException(Tied([.. open.Where(pair => pair.Value > 0).Select(pair => pair.Key)]));
        }
    }

    /// <summary>Of those that never come to an end, the ones that cannot begin either.</summary>
    static List<string> Tied(List<Node> endless)
    {
        while (endless.Where(node => !node.Needs.Any(endless.Contains)).ToHashSet() is { Count: > 0 } free)
        {
            endless.RemoveAll(free.Contains);
        }

        return [.. endless.Select(node => node.Id)];
    }

    internal sealed class Node(T thing, string id, double weight)
    {
        public T Thing => thing;

        public string Id => id;

        public double Weight => weight;

        public List<Node> Needs { get; } = [];

        public List<Node> Dependants { get; } = [];

        /// <summary>The weight of the longest chain that begins here.</summary>
        public double RemainingPath { get; set; }
    }
}

/// <summary>What should be done cannot be put in an order.</summary>
public sealed class TaskGraphException(string message) : Exception(message)
{
    public TaskGraphException(IReadOnlyList<string> tied)
        : this($"These wait for each other: {string.Join(", ", tied.Take(10).Select(id => $"'{id}'"))}.") => Tied = tied;

    /// <summary>The ids of those that wait for each other, where that is what is wrong.</summary>
    public IReadOnlyList<string> Tied { get; } = [];
}
