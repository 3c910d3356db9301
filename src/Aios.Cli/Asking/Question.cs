using Microsoft.Extensions.AI;

namespace Aios.Cli.Asking;

/// <summary>What a model is asked.</summary>
sealed record Question(IReadOnlyList<ChatMessage> Messages, ChatOptions Options);
