namespace Aios.Llm.Routing.Planning;

/// <summary>Chance for one decision, all of it from one seed, so that the decision can be looked at again (splitmix64).</summary>
struct Dice(ulong seed)
{
    ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        return Mixed(_state);
    }

    public static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>From 0 to less than 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 to less than <paramref name="count"/>.</summary>
    public int Below(int count) => (int)(NextDouble() * count);

    /// <summary>Of the normal distribution (Box and Muller).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());
}
