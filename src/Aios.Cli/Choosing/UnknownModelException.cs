namespace Aios.Cli.Choosing;

/// <summary>A model was chosen that nobody knows.</summary>
/// <param name="nearest">What may have been meant, as it would have to be written.</param>
public sealed class UnknownModelException(string chosen, IReadOnlyList<string> nearest, string hint)
    : Exception($"There is no model {chosen}.{(nearest.Count == 0 ? "" : $" Did you mean {string.Join(", ", nearest)}?")}")
{
    public IReadOnlyList<string> Nearest => nearest;

    public string Hint => hint;
}
