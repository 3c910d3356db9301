using Aios.Llm.Routing;

namespace Aios.Cli.Choosing;

/// <summary>A model was chosen that nobody knows.</summary>
/// <param name="nearest">What may have been meant, as it would have to be written.</param>
/// <param name="cause">What its provider said; null where nobody was asked.</param>
public sealed class UnknownModelException(string chosen, IReadOnlyList<string> nearest, string hint, NoRouteAnsweredException? cause = null)
    : Exception($"There is no model {chosen}.{(nearest.Count == 0 ? "" : $" Did you mean {string.Join(", ", nearest)}?")}", cause)
{
    public IReadOnlyList<string> Nearest => nearest;

    public string Hint => hint;
}
