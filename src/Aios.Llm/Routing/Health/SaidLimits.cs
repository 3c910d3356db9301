using Aios.Llm.Providers.Wire;

namespace Aios.Llm.Routing.Health;

/// <summary>What a provider says is left of its limits, and what has been taken since.</summary>
/// <remarks>For one thread at a time.</remarks>
sealed class SaidLimits
{
    /// <summary>What is further off is not waited for: the provider is asked again, and says what it means.</summary>
    static readonly TimeSpan _believed = TimeSpan.FromMinutes(1);

    IReadOnlyList<RateLimit> _heard = [];
    Left[] _left = [];

    /// <summary>Something may be used up, so it matters how long questions and answers are.</summary>
    public bool CountsTokens => _left.Any(left => left.IsOfTokens);

    /// <param name="ahead">By how much the clock that they were said by is ahead.</param>
    public void Read(IReadOnlyList<RateLimit> said, TimeSpan ahead = default)
    {
        if (!ReferenceEquals(said, _heard))
        {
            _heard = said;
            _left = said.Count == 0 ? [] : [.. said.Select(limit => Left.Of(limit with { Said = limit.Said - ahead, Resets = limit.Resets - ahead })).OfType<Left>()];
        }
    }

    public TimeSpan WaitAt(Demand demand, DateTimeOffset now)
    {
        var wait = TimeSpan.Zero;
        foreach (var left in _left)
        {
            wait = left.WaitAt(demand, now) is var its && its > wait ? its : wait;
        }

        return wait;
    }

    public void Take(Demand demand)
    {
        foreach (var left in _left)
        {
            left.Taken += left.AmountOf(demand);
        }
    }

    sealed class Left(RateLimit limit, long remaining, DateTimeOffset resets, Func<Demand, long> amountOf)
    {
        readonly DateTimeOffset _until = resets < limit.Said + _believed ? resets : limit.Said + _believed;

        public long Taken { get; set; }

        public bool IsOfTokens => limit.Of != "requests";

        public long AmountOf(Demand demand) => amountOf(demand);

        /// <returns>Null for what is not counted, or not known.</returns>
        public static Left? Of(RateLimit limit) => (limit, limit.Of) switch
        {
            ({ Remaining: { } remaining, Resets: { } resets }, "requests") => new(limit, remaining, resets, _ => 1),
            ({ Remaining: { } remaining, Resets: { } resets }, "tokens") => new(limit, remaining, resets, demand => demand.Input + demand.Output),
            ({ Remaining: { } remaining, Resets: { } resets }, "input-tokens") => new(limit, remaining, resets, demand => demand.Input),
            ({ Remaining: { } remaining, Resets: { } resets }, "output-tokens") => new(limit, remaining, resets, demand => demand.Output),
            _ => null,
        };

        public TimeSpan WaitAt(Demand demand, DateTimeOffset now)
        {
            var needed = Math.Min(amountOf(demand), limit.Limit ?? long.MaxValue);
            if (now >= _until || needed <= remaining - Taken)
            {
                return TimeSpan.Zero;
            }

            // Vendors fill their limits up evenly until they are whole.
            var share = limit.Limit - remaining is { } back and > 0 ? Math.Clamp((double)(needed + Taken - remaining) / back, 0, 1) : 1;
            var due = limit.Said + ((resets - limit.Said) * share);
            due = due < _until ? due : _until;
            return due > now ? due - now : TimeSpan.Zero;
        }
    }
}
