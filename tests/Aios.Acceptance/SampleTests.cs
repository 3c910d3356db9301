using Aios.Testing;
using Xunit;

namespace Aios.Acceptance;

/// <summary>What we show, we run.</summary>
public sealed class SampleTests
{
    [Theory]
    [InlineData("ask-the-router", "You asked: Who answers?\ndear: connection refused, $0.00\ncheap: answered, $0.000034\n")]
    [InlineData("tools-in-the-loop", "anthropic: answered\nanthropic: answered\nthe tool was heard\npaid what was billed\n")]
    [InlineData("an-agent-on-top", "anthropic: Overloaded\nanthropic: Overloaded\nopenai: answered\nanthropic: Overloaded\nanthropic: Overloaded\nopenai: answered\nThe tools said: It rains in Rome.\n")]
    public async Task A_sample_does_what_it_says(string name, string says)
    {
        var ended = await Shell.RunAsync($"dotnet run samples/{name}.cs", Repository.Root, TestContext.Current.CancellationToken);

        Assert.True(ended.Code == 0, ended.Output + ended.Error);
        Assert.Equal(says, ended.Output);
    }
}
