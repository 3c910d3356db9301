namespace Aios.Llm.Routing.Health;

/// <summary>How often the same route may be asked again, over all calls: a share of them and a little more, so that an outage is never made worse.</summary>
sealed class RetryAllowance(double share, int floor)
{
    const double Most = 100;
    const double PerSecond = 1; // up to the floor, so that a quiet system may always try again

    readonly Lock _lock = new();
    double _more; // than the floor; below zero, less
    DateTimeOffset _at = DateTimeOffset.MinValue;

    public void Earn(DateTimeOffset now)
    {
        lock (_lock)
        {
            Fill(now);
            _more = Math.Min(_more + share, Most);
        }
    }

    /// <param name="isLastResort">No other route is left; else half of the floor is kept for those who have none.</param>
    public bool TryTake(bool isLastResort, DateTimeOffset now)
    {
        lock (_lock)
        {
            Fill(now);
            if (_more + floor < (isLastResort ? 1 : 1 + (floor / 2.0)))
            {
                return false;
            }

            _more--;
            return true;
        }
    }

    void Fill(DateTimeOffset now)
    {
        if (now > _at)
        {
            var seconds = _at == DateTimeOffset.MinValue ? 0 : (now - _at).TotalSeconds;
            _more = _more >= 0 ? _more : Math.Min(0, _more + (seconds * PerSecond));
            _at = now;
        }
    }
}
