namespace Aios.Tests.Simulation;

/// <summary>Many callers who each ask, read, think and ask again.</summary>
sealed class Crowd(World world, int seed, int callers, TimeSpan thinks)
{
    readonly Random _random = new(seed);
    int _asked;

    /// <param name="order">How a question is asked; its number and time are given.</param>
    public Task AskUntilAsync(TimeSpan end, Func<int, Random, Order> order) =>
        Task.WhenAll([.. Enumerable.Range(0, callers).Select(_ => AskAsync(end, order))]);

    async Task AskAsync(TimeSpan end, Func<int, Random, Order> order)
    {
        await world.Until(_random.NextDouble() * thinks); // not all at once
        while (world.Time.Elapsed < end)
        {
            await world.AskAsync(order(++_asked, _random));
            await Task.Delay(thinks * (0.5 + _random.NextDouble()), world.Time, CancellationToken.None);
        }
    }
}
