using Aios.Llm.Models;

namespace Aios.Llm.Routing.Planning;

/// <summary>A price in dollars a token, for estimates: what is billed is reckoned exactly, elsewhere.</summary>
readonly record struct Tariff(double Input, double CacheRead, double CacheWrite, double Output)
{
    const double TokensPerPrice = 1_000_000;

    public static Tariff Unknown { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>Where nobody has said what the cache costs, it is no cheaper and no dearer than reading.</summary>
    public static Tariff Of(Rates rates) => new(
        Dollars(rates.Input), Dollars(rates.CacheRead ?? rates.Input), Dollars(rates.CacheWrite5m ?? rates.Input), Dollars(rates.Output));

    /// <param name="cached">Of the input, what a cache has or would have.</param>
    public double PriceOf(double input, double cached, double output) =>
        (cached * CacheRead) + ((input - cached) * Input) + (output * Output);

    static double Dollars(decimal? rate) => rate is { } known ? (double)known / TokensPerPrice : double.NaN;
}
