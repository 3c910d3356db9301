using Aios.Testing;
using Xunit;

namespace Aios.Acceptance;

/// <summary>What we show, we run.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task The_router_goes_on_to_the_provider_that_is_up()
    {
        var ended = await Shell.RunAsync("dotnet run samples/ask-the-router.cs", Repository.Root, TestContext.Current.CancellationToken);

        Assert.True(ended.Code == 0, ended.Output + ended.Error);
        Assert.Equal("You asked: Who answers?\ndear: connection refused, $0.00\ncheap: answered, $0.000034\n", ended.Output);
    }
}
