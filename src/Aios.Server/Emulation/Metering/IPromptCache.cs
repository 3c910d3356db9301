using Aios.Llm.Models;

namespace Aios.Server.Emulation.Metering;

/// <summary>What a vendor keeps of the prompts that it has read.</summary>
interface IPromptCache
{
    /// <summary>Reads a prompt and says which of its tokens came from the cache, and which went there.</summary>
    Usage Read(string model, IReadOnlyList<PromptPart> parts);
}
