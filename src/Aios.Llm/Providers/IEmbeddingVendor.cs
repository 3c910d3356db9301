using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers;

/// <summary>A vendor whose API also turns texts into vectors.</summary>
interface IEmbeddingVendor
{
    IEmbeddingGenerator<string, Embedding<float>> EmbeddingsFor(Connection connection, Model model);
}
