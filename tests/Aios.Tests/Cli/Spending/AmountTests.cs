using Aios.Cli.Spending;
using Xunit;

namespace Aios.Tests.Cli.Spending;

public sealed class AmountTests
{
    [Theory]
    [InlineData("10", 10_000_000_000)]
    [InlineData("$2.50", 2_500_000_000)]
    [InlineData("0.000000001", 1)]
    [InlineData("0", 0)]
    public void Dollars_are_read_to_the_nano(string text, long nanoDollars) => Assert.Equal(nanoDollars, Amount.Read(text)?.NanoDollars);

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1e9")]
    [InlineData("1,000")]
    [InlineData("0.0000000001")]
    [InlineData("99999999999")]
    [InlineData("ten")]
    public void What_is_no_amount_is_refused(string text) => Assert.Null(Amount.Read(text));
}
