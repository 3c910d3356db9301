using Xunit;

namespace Aios.Tests.Simulation;

/// <summary>Somebody sets the clock on the wall while calls wait, while circuits are open and while limits hold.</summary>
public sealed class ClockTests
{
    const int Calls = 200;

    static readonly TimeSpan _longest = TimeSpan.FromSeconds(90); // patience is a minute, an answer takes seconds

    [Theory]
    [InlineData(-24)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(24)]
    public void A_clock_that_is_set_holds_nobody_up(int hours)
    {
        Spell limited = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), Mishap.RateLimited) { RetryAfter = TimeSpan.FromSeconds(2) };
        Spell broken = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), Mishap.Unreachable);
        using World world = new(hours, new()
        {
            Climates = [new("limited") { Spells = [limited] }, new("broken") { Spells = [broken] }],
            ClockJumps = [(TimeSpan.FromSeconds(10), TimeSpan.FromHours(hours))],
        });

        world.Run(Enumerable.Range(1, Calls).Select(number => new Order(number)
        {
            At = number * TimeSpan.FromMilliseconds(100),
            Providers = number % 2 == 0 ? [0, 1] : [1, 0],
        }));

        Assert.All(world.Told, told => Assert.True(told.IsAnswered, told.Exception?.Message));
        Assert.All(world.Told, told => Assert.True(told.Ended - told.Began < _longest, $"Call {told.Order.Number} took {told.Ended - told.Began}."));
        Assert.Contains(world.Served, served => served.At > broken.To && served.By.Name == "broken"); // both are back
        Assert.Contains(world.Served, served => served.At > limited.To && served.By.Name == "limited");
    }
}
