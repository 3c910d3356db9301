namespace Aios.Tests.Simulation;

/// <summary>What must always hold did not.</summary>
sealed class BrokenInvariantException(int seed, IReadOnlyCollection<string> complaints)
    : Exception($"Seed {seed} (eng/simulate --seed {seed} plays it again):\n{string.Join('\n', complaints)}")
{
    public int Seed => seed;
}
