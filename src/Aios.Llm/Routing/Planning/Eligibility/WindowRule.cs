using System.Globalization;
using Aios.Llm.Models;

namespace Aios.Llm.Routing.Planning.Eligibility;

/// <summary>Question and answer have to fit the window together. What seems not to fit is counted before it is refused.</summary>
sealed class WindowRule : IEligibilityRule
{
    public RefusalCause Cause => RefusalCause.Window;

    public bool Concerns(Decision decision) => !decision.IsPinned; // what to make of a long question is then its provider's affair

    public bool Admits(Decision decision, int contender)
    {
        var model = decision.Contenders[contender].Model;
        return model.ContextWindow is not { } window
            || decision.Needs.HighInputOf(model) + Answer(decision, contender) <= window
            || Counted(decision, contender) + Answer(decision, contender) <= window;
    }

    public string Reason(Decision decision, int contender) => string.Create(
        CultureInfo.InvariantCulture,
        $"Its window holds {decision.Contenders[contender].Model.ContextWindow} tokens, and the question may have {Counted(decision, contender)}, its answer {Answer(decision, contender)}.");

    /// <remarks>A bound by bytes alone would refuse what fits three times over: where no exact count can be had, no text is taken to have more than a token for two bytes.</remarks>
    static long Counted(Decision decision, int contender)
    {
        var model = decision.Contenders[contender].Model;
        var high = decision.Needs.HighInputOf(model);
        return TokenCounter.Count(model, decision.Request.Messages, decision.Request.Options) is { } count && (count.IsExact || count.Tokens < high) ? count.Tokens : high;
    }

    static long Answer(Decision decision, int contender) =>
        decision.Request.Options?.MaxOutputTokens ?? (long)Estimator.OutputOf(decision, contender);
}
