using Aios.Llm.Providers;

namespace Aios.Llm.Routing;

/// <summary>Every route of the plan was tried, and none answered.</summary>
public sealed class NoRouteAnsweredException(IReadOnlyList<Attempt> attempts)
    : Exception("No route answered: " + string.Join("; ", attempts.Select(Describe)))
{
    public IReadOnlyList<Attempt> Attempts => attempts;

    static string Describe(Attempt attempt) =>
        $"{attempt.Route.Provider.Name}/{attempt.Route.Model.Id}: {attempt.Failure?.Message ?? "no answer"}";
}

/// <summary>An answer broke off after it had begun; what came before was already handed on.</summary>
public sealed class AnswerInterruptedException(Failure failure, Exception cause)
    : Exception($"The answer broke off: {failure.Message}", cause)
{
    public Failure Failure => failure;
}
