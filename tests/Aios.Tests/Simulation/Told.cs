using Microsoft.Extensions.AI;

namespace Aios.Tests.Simulation;

/// <summary>What a caller was told in the end.</summary>
sealed record Told(Order Order, TimeSpan Began, TimeSpan Ended, string Text, ChatFinishReason? Finish, bool HasLeft, Exception? Exception)
{
    /// <summary>An answer was shown as whole.</summary>
    public bool IsAnswered => Exception is null && !HasLeft;
}
