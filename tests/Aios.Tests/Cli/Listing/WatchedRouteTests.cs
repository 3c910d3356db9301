using Aios.Cli.Listing;
using Aios.Llm.Spending;
using Xunit;

namespace Aios.Tests.Cli.Listing;

public sealed class WatchedRouteTests
{
    static readonly DateTimeOffset _now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_route_is_shown_by_what_became_of_its_attempts()
    {
        var route = Assert.Single(WatchedRoute.Of(
        [
            Past(-40, "answered") with { FirstPiece = TimeSpan.FromSeconds(1), Took = TimeSpan.FromSeconds(3), Output = 100 },
            Past(-30, "overloaded"),
            Past(-3, "answered") with { FirstPiece = TimeSpan.FromSeconds(2), Took = TimeSpan.FromSeconds(3), Output = 200 },
            Past(-2, "invalid_request"),
            Past(-1, null),
        ], _now));

        Assert.Equal(
            ["anthropic", "default", "m", "1", "1 of 1 (100 %)", "2 of 3 (66.7 %)", "2.00 s", "200", "11:30:00 overloaded"],
            route.Row);
    }

    [Fact]
    public void Each_route_has_a_row_in_order_of_its_name() =>
        Assert.Equal(["a", "b"], WatchedRoute.Of([Past(-1, "answered") with { Model = "b" }, Past(-2, "answered") with { Model = "a" }], _now).Select(route => route.Model));

    static PastAttempt Past(double minutes, string? outcome) =>
        new() { Provider = "anthropic", Endpoint = "default", Model = "m", Began = _now.AddMinutes(minutes), Outcome = outcome };
}
