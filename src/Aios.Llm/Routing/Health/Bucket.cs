namespace Aios.Llm.Routing.Health;

/// <summary>So much a minute, of which a tenth may come at once.</summary>
sealed class Bucket(long perMinute)
{
    readonly double _most = Math.Max(1, perMinute / 10.0);
    readonly double _perSecond = perMinute / 60.0;
    double _left = Math.Max(1, perMinute / 10.0);
    DateTimeOffset _at = DateTimeOffset.MinValue;

    /// <remarks>What asks for more than it ever holds may go when it is full, and is paid off afterwards.</remarks>
    public TimeSpan WaitAt(double amount, DateTimeOffset now)
    {
        Fill(now);
        var missing = Math.Min(amount, _most) - _left;
        return missing <= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(missing / _perSecond);
    }

    public void Take(double amount, DateTimeOffset now)
    {
        Fill(now);
        _left -= amount;
    }

    /// <summary>It needed less than was taken; below zero, more.</summary>
    public void GiveBack(double amount) => _left = Math.Min(_most, _left + amount);

    void Fill(DateTimeOffset now)
    {
        if (now > _at) // a clock that has gone back fills nothing
        {
            _left = _at == DateTimeOffset.MinValue ? _left : Math.Min(_most, _left + ((now - _at).TotalSeconds * _perSecond));
            _at = now;
        }
    }
}
