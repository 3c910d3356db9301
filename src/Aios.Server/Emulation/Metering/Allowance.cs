namespace Aios.Server.Emulation.Metering;

/// <summary>So much a minute, refilled evenly.</summary>
sealed class Allowance(long perMinute, TimeProvider clock)
{
    readonly Lock _lock = new();
    double _left = perMinute;
    long _at = clock.GetTimestamp();

    public long PerMinute => perMinute;

    /// <summary>Takes it if it is there.</summary>
    public bool TryTake(long amount)
    {
        lock (_lock)
        {
            Refill();
            if (_left < amount)
            {
                return false;
            }

            _left -= amount;
            return true;
        }
    }

    /// <summary>Takes it even if it is not there: what has been said already counts.</summary>
    public void Take(long amount)
    {
        lock (_lock)
        {
            Refill();
            _left -= amount;
        }
    }

    public long Left
    {
        get
        {
            lock (_lock)
            {
                Refill();
                return Math.Max(0, (long)_left);
            }
        }
    }

    /// <summary>Until so much is there.</summary>
    public TimeSpan Until(long amount)
    {
        lock (_lock)
        {
            Refill();
            return _left >= amount ? TimeSpan.Zero : TimeSpan.FromMinutes((amount - _left) / perMinute);
        }
    }

    void Refill()
    {
        var now = clock.GetTimestamp();
        _left = Math.Min(perMinute, _left + clock.GetElapsedTime(_at, now).TotalMinutes * perMinute);
        _at = now;
    }
}
