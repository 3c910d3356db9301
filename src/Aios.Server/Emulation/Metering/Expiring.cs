using System.Diagnostics.CodeAnalysis;

namespace Aios.Server.Emulation.Metering;

/// <summary>What is kept for a while. Guard it with a lock.</summary>
/// <param name="most">When there are more, those that would go soonest go at once.</param>
sealed class Expiring<TValue>(int most)
{
    const int LeastSwept = 256;

    readonly Dictionary<string, (DateTimeOffset Until, TValue Value)> _kept = [];
    int _sweepAt = LeastSwept;

    public int Count => _kept.Count;

    public bool TryFind(string key, DateTimeOffset now, [MaybeNullWhen(false)] out TValue value)
    {
        var isKept = _kept.TryGetValue(key, out var kept) && kept.Until > now;
        value = isKept ? kept.Value : default;
        return isKept;
    }

    public void Keep(string key, TValue value, DateTimeOffset until, DateTimeOffset now)
    {
        _kept[key] = (until, value);
        if (_kept.Count > Math.Min(_sweepAt, most))
        {
            Sweep(now);
        }
    }

    void Sweep(DateTimeOffset now)
    {
        List<string> gone = [.. _kept.Where(each => each.Value.Until <= now).Select(each => each.Key)];
        if (_kept.Count - gone.Count > most)
        {
            gone = [.. _kept.OrderBy(each => each.Value.Until).Take(_kept.Count - most / 2).Select(each => each.Key)]; // half, so that not each write sorts
        }

        gone.ForEach(key => _kept.Remove(key));
        _sweepAt = Math.Max(LeastSwept, 2 * _kept.Count); // sweeping costs each write the same, however many are kept
    }
}
