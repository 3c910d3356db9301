using Aios.Llm.Models;
using Aios.Llm.Providers;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Routing;

/// <summary>A model at a provider, with the client that reaches it.</summary>
public sealed record Route(IProvider Provider, Model Model, IChatClient Client);
