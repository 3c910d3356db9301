namespace Aios.Server.Emulation.Faults;

/// <summary>The rules that hold now, and how often each of them has been met.</summary>
public sealed class FaultPlan
{
    readonly Lock _lock = new();
    readonly List<(FaultRule Rule, int Met)> _rules = [];
    readonly Random _random;

    internal FaultPlan(int seed, IEnumerable<FaultRule> rules)
    {
        _random = new(seed);
        Add([.. rules]);
    }

    public IReadOnlyList<FaultRule> Rules
    {
        get
        {
            lock (_lock)
            {
                return [.. _rules.Select(each => each.Rule)];
            }
        }
    }

    public void Add(params IEnumerable<FaultRule> rules)
    {
        lock (_lock)
        {
            _rules.AddRange(rules.Select(rule => (rule, 0)));
        }
    }

    /// <summary>A fault for every request.</summary>
    public void Add(Fault fault) => Add([new FaultRule(fault)]);

    public void Clear()
    {
        lock (_lock)
        {
            _rules.Clear();
        }
    }

    /// <summary>The fault that a request meets: that of the first rule that fits it and whose turn it is.</summary>
    /// <param name="canHappen">Whether a fault makes a difference there; a rule whose fault does not waits for its turn, unless it names the path.</param>
    internal Fault? Next(string dialect, string path, string? model, Func<Fault, bool>? canHappen = null)
    {
        lock (_lock)
        {
            Fault? next = null;
            for (var at = 0; at < _rules.Count; at++)
            {
                var (rule, met) = _rules[at];
                if (!rule.Fits(dialect, path, model) || rule.Path is null && canHappen?.Invoke(rule.Fault) == false)
                {
                    continue;
                }

                _rules[at] = (rule, met + 1);
                var isItsTurn = met + 1 >= rule.From && met + 1 - rule.From < rule.Times;
                if (next is null && isItsTurn && (rule.Probability >= 1 || _random.NextDouble() < rule.Probability))
                {
                    next = rule.Fault;
                }
            }

            return next;
        }
    }
}
