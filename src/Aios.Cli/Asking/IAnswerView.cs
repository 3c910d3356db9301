using Microsoft.Extensions.AI;

namespace Aios.Cli.Asking;

/// <summary>Shows an answer: piece by piece as it arrives, and then as a whole.</summary>
interface IAnswerView
{
    void Show(AIContent piece);

    void End(AnswerReport report);

    /// <summary>Shows what there is of an answer that ended badly and has been paid for; what went wrong is said afterwards.</summary>
    void Break(AnswerReport report);
}
