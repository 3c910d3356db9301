using Aios.Cli.Listing;
using Aios.Tests.Cli.Configuration;
using Xunit;

namespace Aios.Tests.Cli.Listing;

public sealed class ModelListTests
{
    [Fact]
    public async Task A_model_of_a_server_that_does_not_answer_is_not_called_usable()
    {
        using var world = new World().User("""
            {"models":[{"provider":"gpu","id":"its-1"}],
             "providers":{"gpu":{"endpoints":[{"address":"http://127.0.0.1:1/v1"}]}}}
            """);
        ModelList list = new(world.Read(), TimeProvider.System);

        var model = Assert.Single(await list.ReadAsync("gpu", retired: false, TestContext.Current.CancellationToken));

        Assert.NotNull(model.WhyNot);
        Assert.Equal($"gpu does not say which models it has: {model.WhyNot}", Assert.Single(list.Warnings));
    }
}
