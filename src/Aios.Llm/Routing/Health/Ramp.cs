namespace Aios.Llm.Routing.Health;

/// <summary>Lets calls back in bit by bit after a pause, the longer the more, so that they do not come all at once.</summary>
/// <param name="rate">How many a second there were before the pause: reached again after half of <see cref="Length"/>.</param>
sealed class Ramp(DateTimeOffset began, double rate)
{
    /// <summary>By then it lets in twice as many as there were before.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    const double AtOnce = 2;
    const double RateAtFirst = 5; // a second

    static readonly double _halfway = Length.TotalSeconds / 2;

    readonly double _growth = Math.Max(rate, RateAtFirst) / _halfway;
    long _entered;

    public void Enter() => _entered++;

    /// <summary>How long until the next one may enter; zero for now.</summary>
    public TimeSpan WaitAt(DateTimeOffset now)
    {
        var wanted = _entered + 1 - AtOnce;
        if (wanted <= 0)
        {
            return TimeSpan.Zero;
        }

        // Let in until t: AtOnce + RateAtFirst·t + growth·t²/2. Solved for the moment at which the next one is due.
        var due = (Math.Sqrt((RateAtFirst * RateAtFirst) + (2 * _growth * wanted)) - RateAtFirst) / _growth;
        var left = due - (now - began).TotalSeconds;
        return left <= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(left);
    }

    /// <summary>It lasts its time, and for as long as more want in than it lets.</summary>
    public bool IsOverAt(DateTimeOffset now) => now - began >= Length && WaitAt(now) == TimeSpan.Zero;
}
