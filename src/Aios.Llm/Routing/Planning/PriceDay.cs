using Aios.Llm.Models;

namespace Aios.Llm.Routing.Planning;

/// <summary>What every contender costs on one day: prices change with the day, decisions are made every moment.</summary>
sealed class PriceDay
{
    readonly (Tariff Standard, long Over, Tariff Long, bool IsRetired)[] _tariffs;

    public PriceDay(IReadOnlyList<Contender> contenders, DateTimeOffset at)
    {
        Day = DateOnly.FromDateTime(at.UtcDateTime);
        _tariffs = [.. contenders.Select(contender => Of(contender.Model, at))];
    }

    public DateOnly Day { get; }

    public bool IsRetired(int contender) => _tariffs[contender].IsRetired;

    public bool IsPriced(int contender) => !double.IsNaN(_tariffs[contender].Standard.Output);

    /// <param name="input">In tokens: with more than so many, some models cost more for all of them.</param>
    public ref readonly Tariff TariffOf(int contender, double input)
    {
        ref readonly var tariff = ref _tariffs[contender];
        return ref input > tariff.Over ? ref tariff.Long : ref tariff.Standard;
    }

    static (Tariff Standard, long Over, Tariff Long, bool IsRetired) Of(Model model, DateTimeOffset at)
    {
        var price = model.PriceAt(at);
        var standard = price is null ? Tariff.Unknown : Tariff.Of(price.Standard);
        return (standard, price?.LongContext?.Over ?? long.MaxValue, price?.LongContext is { } dear ? Tariff.Of(dear.Rates) : standard, model.IsRetiredAt(at));
    }
}
