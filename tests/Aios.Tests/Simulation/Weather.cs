namespace Aios.Tests.Simulation;

/// <summary>Decides from a climate and a seed what each question meets.</summary>
sealed class Weather(Climate climate, VirtualTime time, Random random)
{
    double _room = climate.Capacity ?? 0; // questions that are taken at once
    TimeSpan _last;

    public Conduct Next()
    {
        var mishap = Draw(out var retryAfter);
        var pieces = random.Next(1, climate.Pieces + 1);
        return new(mishap)
        {
            First = climate.First * Math.Exp(climate.Spread * Normal()),
            Gap = climate.Gap * (0.5 + random.NextDouble()),
            Pieces = pieces,
            Before = random.Next(1, pieces + 1),
            RetryAfter = retryAfter,
            CountsEarly = random.Next(2) == 0,
        };
    }

    Mishap Draw(out TimeSpan? retryAfter)
    {
        retryAfter = climate.RetryAfter;
        foreach (var spell in climate.Spells)
        {
            if (spell.From <= time.Elapsed && time.Elapsed < spell.To && random.NextDouble() < spell.Share)
            {
                retryAfter = spell.RetryAfter;
                return spell.Mishap;
            }
        }

        return !HasRoom() ? Mishap.RateLimited
            : random.NextDouble() < climate.Trouble ? climate.Mishaps[random.Next(climate.Mishaps.Count)]
            : Mishap.None;
    }

    bool HasRoom()
    {
        if (climate.Capacity is not { } capacity)
        {
            return true;
        }

        _room = Math.Min(capacity, _room + ((time.Elapsed - _last).TotalSeconds * capacity));
        _last = time.Elapsed;
        if (_room < 1)
        {
            return false;
        }

        _room--;
        return true;
    }

    double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
