namespace Aios.Llm.Routing.Health;

/// <summary>Makes waits differ, so that those who began to wait together do not end together.</summary>
sealed class Jitter(Random random)
{
    readonly Lock _lock = new(); // a Random with a seed is for one at a time

    /// <param name="share">By how much of it the wait may grow.</param>
    public TimeSpan Above(TimeSpan least, double share)
    {
        lock (_lock)
        {
            return least + (least * share * random.NextDouble());
        }
    }
}
