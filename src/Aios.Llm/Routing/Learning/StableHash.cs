using Aios.Llm.Routing.Planning;

namespace Aios.Llm.Routing.Learning;

/// <summary>A number for some words that is the same on every machine, in every process, for good (FNV-1a, then mixed).</summary>
static class StableHash
{
    const ulong Basis = 0xCBF29CE484222325;
    const ulong Prime = 0x100000001B3;
    const char Between = '\u001F';

    /// <returns>From 0 to less than 1.</returns>
    public static double Of(params ReadOnlySpan<string?> words)
    {
        var hash = Basis;
        foreach (var word in words)
        {
            foreach (var letter in word ?? "")
            {
                hash = (hash ^ letter) * Prime;
            }

            hash = (hash ^ Between) * Prime;
        }

        return (Dice.Mixed(hash) >> 11) * (1.0 / (1UL << 53));
    }
}
