using System.Text.Json;
using Aios.Llm.Providers;
using Microsoft.Extensions.AI;

namespace Aios.Server.Dialects;

/// <summary>A tool that the caller has, and runs itself.</summary>
sealed class DeclaredTool(string name, string description, JsonElement schema) : AIFunctionDeclaration
{
    public override string Name => name;

    public override string Description => description;

    public override JsonElement JsonSchema => schema;

    /// <summary>A mark for the prompt cache: everything up to here is kept.</summary>
    public CacheLife? Kept { get; init; }
}
