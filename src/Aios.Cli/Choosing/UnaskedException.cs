using Aios.Llm.Providers;

namespace Aios.Cli.Choosing;

/// <summary>What was found out before the question was sent rules out that it is: it has cost nothing.</summary>
public sealed class UnaskedException(string provider, Failure failure) : Exception(failure.Message)
{
    public string Provider => provider;

    public Failure Failure => failure;
}
