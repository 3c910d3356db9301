using Aios.Llm.Providers;

namespace Aios.Llm.Routing;

/// <summary>Whatever routes of the plan could be tried were, and none answered.</summary>
/// <param name="notAsked">Those that could not be tried, or not once more.</param>
public sealed class NoRouteAnsweredException(IReadOnlyList<Attempt> attempts, IReadOnlyList<RefusedRoute>? notAsked = null)
    : Exception("No route answered: " + string.Join("; ", [.. attempts.Select(Describe), .. (notAsked ?? []).Select(Describe)]))
{
    public IReadOnlyList<Attempt> Attempts => attempts;

    public IReadOnlyList<RefusedRoute> NotAsked => notAsked ?? [];

    static string Describe(Attempt attempt) =>
        $"{attempt.Route.Provider.Name}/{attempt.Route.Model.Id}: {attempt.Failure?.Message ?? "no answer"}";

    static string Describe(RefusedRoute refused) => $"{refused.Route.Name}: {refused.Reason}";
}

/// <summary>An answer broke off after it had begun; what came before was already handed on.</summary>
public sealed class AnswerInterruptedException(Failure failure, Exception cause)
    : Exception($"The answer broke off: {failure.Message}", cause)
{
    public Failure Failure => failure;
}
