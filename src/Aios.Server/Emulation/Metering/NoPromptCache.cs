using Aios.Llm.Models;

namespace Aios.Server.Emulation.Metering;

/// <summary>Reads everything anew.</summary>
sealed class NoPromptCache : IPromptCache
{
    public Usage Read(string model, IReadOnlyList<PromptPart> parts) => new() { Input = parts.Sum(part => part.Tokens) };
}
