namespace Aios.Postgres;

/// <summary>What has to be so.</summary>
static class Proof
{
    /// <exception cref="ProofException">It is not.</exception>
    public static void That(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            throw new ProofException(otherwise);
        }
    }
}

/// <summary>Something is not as it has to be.</summary>
sealed class ProofException(string message) : Exception(message);
