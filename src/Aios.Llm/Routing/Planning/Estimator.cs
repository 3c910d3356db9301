using Aios.Llm.Routing.Learning;

namespace Aios.Llm.Routing.Planning;

/// <summary>What a route will need for a request, from what was seen of it and of others, and from defaults that say so.</summary>
static class Estimator
{
    /// <summary>Tokens of an answer of which nobody knows anything yet: some 2,000 characters.</summary>
    public const double UsualOutput = 500;

    /// <summary>Until the first piece, of a route that nobody has measured.</summary>
    public const double UsualFirstPiece = 2;

    public const double UsualTokensPerSecond = 50;

    const double Slowest = 0.1;

    public static void Fill(ref Prospect prospect, Decision decision, int contender)
    {
        var its = decision.Contenders[contender];
        var record = decision.Records[contender];
        var input = (double)decision.Needs.InputOf(its.Model);
        var output = OutputOf(decision, its, record);
        var (seconds, isAssumed) = SecondsOf(decision, contender, record, output);
        ref readonly var tariff = ref decision.Prices.TariffOf(contender, input);
        var cached = Math.Min(decision.Cached?.Tokens ?? 0, input);
        prospect.Index = contender;
        prospect.Input = input;
        prospect.Output = output;
        prospect.Price = tariff.PriceOf(input, cached, output);
        prospect.Cache = cached > 0 && decision.Cached!.Route != its.Route.Name ? cached * Math.Max(0, tariff.CacheWrite - tariff.CacheRead) : 0; // there is one, where something is cached
        prospect.Seconds = seconds;
        prospect.IsTimeAssumed = isAssumed;
        prospect.Passes = decision.Beliefs[contender].Mean;
        prospect.Repair = 0; // rented: another decision may have left something
    }

    /// <summary>In tokens.</summary>
    public static double OutputOf(Decision decision, int contender)
    {
        var its = decision.Contenders[contender];
        return OutputOf(decision, its, decision.Records[contender]);
    }

    static double OutputOf(Decision decision, Contender its, TrackRecord? record)
    {
        var expected = decision.Request.ExpectedOutput
            ?? (record is { Output.Weight: > 0 } ? record.Output.Value
            : decision.UsualOutput is { Weight: > 0 } others ? others.Value
            : decision.Request.LikelyOutput ?? UsualOutput);
        return Math.Min(expected, Math.Min(decision.Request.Options?.MaxOutputTokens ?? int.MaxValue, its.Model.MaxOutput ?? int.MaxValue));
    }

    static (double Seconds, bool IsAssumed) SecondsOf(Decision decision, int contender, TrackRecord? record, double output)
    {
        var standing = decision.Standings[contender];
        var wait = standing.LimitedUntil > decision.Now ? (standing.LimitedUntil.Value - decision.Now).TotalSeconds : 0; // not null: just compared
        if (standing is { FirstPiece: { } first, TokensPerSecond: { } speed })
        {
            return (wait + first.TotalSeconds + (output / Math.Max(speed, Slowest)), false);
        }

        if (record is { Seconds.Weight: > 0, Output.Value: > 0 })
        {
            return (wait + (record.Seconds.Value * output / record.Output.Value), false);
        }

        return (wait + (standing.FirstPiece?.TotalSeconds ?? UsualFirstPiece) + (output / Math.Max(standing.TokensPerSecond ?? UsualTokensPerSecond, Slowest)), true);
    }
}
