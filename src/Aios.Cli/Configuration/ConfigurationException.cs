namespace Aios.Cli.Configuration;

/// <summary>What is configured cannot be used; every mistake is named.</summary>
public sealed class ConfigurationException(IReadOnlyList<string> mistakes) : Exception(string.Join('\n', mistakes))
{
    public IReadOnlyList<string> Mistakes => mistakes;
}
