using Aios.Llm.Models;
using Aios.Llm.Spending;

namespace Aios.Server.Emulation;

/// <summary>What all exchanges come to.</summary>
/// <param name="Cost">Of those whose price is known.</param>
/// <param name="Unknown">How many answers have tokens and no price.</param>
public sealed record Bill(int Exchanges, Usage Usage, Money Cost, int Unknown)
{
    public static Bill operator +(Bill one, Bill other) => new(one.Exchanges + other.Exchanges, one.Usage + other.Usage, one.Cost + other.Cost, one.Unknown + other.Unknown);

    public static Bill Of(IEnumerable<Exchange> exchanges) => exchanges.Aggregate(
        new Bill(0, Usage.None, Money.Zero, 0),
        (bill, exchange) => new(
            bill.Exchanges + 1,
            bill.Usage + exchange.Usage,
            bill.Cost + (exchange.Cost ?? Money.Zero),
            bill.Unknown + (exchange.Cost is null && exchange.Usage != Usage.None ? 1 : 0)));
}
