using Aios.Llm.Models;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Wire;

/// <summary>What is to be written in an API's dialect.</summary>
/// <param name="Stream">Asked for in pieces.</param>
sealed record ModelRequest(Model Model, IReadOnlyList<ChatMessage> Messages, ChatOptions Options, bool Stream);
