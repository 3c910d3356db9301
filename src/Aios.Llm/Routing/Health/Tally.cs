namespace Aios.Llm.Routing.Health;

/// <summary>Counts what happened lately, in slices of time: what is older than all of them together is forgotten.</summary>
sealed class Tally(TimeSpan span, int slices)
{
    readonly Counts[] _slices = new Counts[slices];
    readonly long _ticksOfSlice = Math.Max(1, span.Ticks / slices);
    long _at = long.MinValue; // the number of the newest slice

    public void Enter(DateTimeOffset now) => At(now).Entered++;

    public void Succeed(DateTimeOffset now) => At(now).Good++;

    public void Fail(DateTimeOffset now) => At(now).Bad++;

    public void Add(bool isGood, DateTimeOffset now)
    {
        ref var slice = ref At(now);
        _ = isGood ? slice.Good++ : slice.Bad++;
    }

    /// <summary>A clock that has gone back adds to what was newest.</summary>
    ref Counts At(DateTimeOffset now)
    {
        Move(now);
        return ref _slices[(int)(_at % _slices.Length)];
    }

    public Counts Sum(DateTimeOffset now) => Sum(now, span);

    /// <param name="last">At most the span of the tally.</param>
    public Counts Sum(DateTimeOffset now, TimeSpan last)
    {
        Move(now);
        Counts sum = default;
        var newest = Math.Min(_slices.Length, Math.Max(1, last.Ticks / _ticksOfSlice));
        for (var back = 0; back < newest; back++)
        {
            var slice = _slices[(int)((_at - back) % _slices.Length)];
            sum = new() { Entered = sum.Entered + slice.Entered, Good = sum.Good + slice.Good, Bad = sum.Bad + slice.Bad };
        }

        return sum;
    }

    public void Clear() => Array.Clear(_slices);

    void Move(DateTimeOffset now)
    {
        var at = now.UtcTicks / _ticksOfSlice;
        if (at <= _at)
        {
            return;
        }

        for (var passed = Math.Max(_at + 1, at - _slices.Length + 1); passed <= at; passed++)
        {
            _slices[(int)(passed % _slices.Length)] = default;
        }

        _at = at;
    }

    public record struct Counts
    {
        public int Entered { get; set; }

        public int Good { get; set; }

        public int Bad { get; set; }
    }
}
